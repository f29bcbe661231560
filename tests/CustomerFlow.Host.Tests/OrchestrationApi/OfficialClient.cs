using System.Diagnostics;
using System.Text.Json;
using CustomerFlow.Host.Tests.Repository;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>Runs a script with the npm client <c>@camunda8/orchestration-cluster-api</c> as published, strict in both directions.</summary>
internal static class OfficialClient
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(3);
    private static readonly string Folder =
        Path.Combine(SourceTree.Root, "tests", "CustomerFlow.Host.Tests", "OrchestrationApi", "client");

    /// <summary>One line that the script printed.</summary>
    internal sealed record Line(string Operation, bool Done, string Text);

    public static async Task<IReadOnlyList<Line>> RunAsync(string script, Uri address, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["CUSTOMERFLOW_ADDRESS"] = address.ToString().TrimEnd('/') },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeMax);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        var failed = string.Join('\n', lines.Where(line => !line.Done).Select(line => line.Text));
        Assert.True(process.ExitCode == 0 && failed.Length == 0, $"{script}:\n{failed}\n{await errors}");
        return lines;
    }

    private static Line Read(string text)
    {
        using var line = JsonDocument.Parse(text);
        return new Line(line.RootElement.GetProperty("operation").GetString()!, line.RootElement.GetProperty("done").GetBoolean(), text);
    }
}
