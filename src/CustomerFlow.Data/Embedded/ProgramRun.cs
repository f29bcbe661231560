using System.ComponentModel;
using System.Diagnostics;

namespace CustomerFlow.Data.Embedded;

/// <summary>Runs a short-lived program to its end and keeps what it printed.</summary>
internal static class ProgramRun
{
    public const int NotFound = 127;

    /// <summary>A server that was started keeps no pipe of ours on Unix, but may on Windows: then the output is given up.</summary>
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(2);

    public static async Task<ProgramResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ProgramSetting setting, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, setting) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new ProgramResult(NotFound, 0, missing.Message);
        }

        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(setting.Timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProgramResult(-1, process.Id, $"{Path.GetFileName(program)} did not end within {setting.Timeout.TotalSeconds:0} s.");
        }

        return new ProgramResult(process.ExitCode, process.Id, await JoinAsync(output, errors));
    }

    private static ProcessStartInfo Describe(string program, IReadOnlyList<string> arguments, ProgramSetting setting)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = setting.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (setting.UserName is { } user)
            start.UserName = user;

        // PGDATA, PGPORT and the like of the caller's shell would lead the programs to another server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task<string> JoinAsync(Task<string> output, Task<string> errors)
    {
        try
        {
            var parts = await Task.WhenAll(output, errors).WaitAsync(OutputTimeout);
            return string.Join('\n', parts).Trim();
        }
        catch (TimeoutException)
        {
            return "";
        }
    }
}

/// <summary>Where, as whom and how long a program may run.</summary>
internal sealed record ProgramSetting(string WorkingDirectory, string? UserName, TimeSpan Timeout);

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int ExitCode, int ProcessId, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
