using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Data.Workflows.Turns;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>One host as a process of its own: the built program with <see cref="FaultParts"/> added, perhaps armed to kill itself.</summary>
internal sealed partial class FaultNode : IAsyncDisposable
{
    /// <summary>What the system says of a process that ended by SIGKILL.</summary>
    public const int Killed = 128 + 9;

    private const int LogLinesMax = 60;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FaultNode(Process process) => this.process = process;

    public HttpClient Client { get; private set; } = null!;

    public bool HasEnded => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Log => string.Join('\n', log);

    /// <summary>Starts a node and waits until it says where it listens.</summary>
    /// <param name="connectionString">The database that it shares with the others.</param>
    /// <param name="smtpPort">Where its mail goes.</param>
    /// <param name="killAt">The <see cref="KillPoint"/> that ends it; null for none.</param>
    public static async Task<FaultNode> StartAsync(string connectionString, int smtpPort, string? killAt)
    {
        var node = new FaultNode(new Process { StartInfo = Command(connectionString, smtpPort, killAt) });
        node.process.OutputDataReceived += (_, line) => node.Read(line.Data);
        node.process.ErrorDataReceived += (_, line) => node.Read(line.Data);
        node.process.Start();
        node.process.BeginOutputReadLine();
        node.process.BeginErrorReadLine();
        var ended = node.process.WaitForExitAsync();
        var first = await Task.WhenAny(node.listening.Task, ended).WaitAsync(StartPatience);
        // Work that was left behind may bring an armed node to its point before it listens.
        if (first == ended && killAt is not null && node.ExitCode == Killed) return node;
        if (first == ended) throw new InvalidOperationException($"A node ended while it started: {node.Log}");
        node.Client = new HttpClient { BaseAddress = await node.listening.Task, Timeout = TimeSpan.FromSeconds(20) };
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Client?.Dispose();
    }

    /// <summary>The test's own dependency lists, so that the program finds <see cref="FaultParts"/> too; its entry point is the product's.</summary>
    private static ProcessStartInfo Command(string connectionString, int smtpPort, string? killAt)
    {
        var parts = typeof(FaultNode).Assembly.GetName().Name!;
        var folder = AppContext.BaseDirectory;
        string[] arguments =
        [
            "exec", "--depsfile", Path.Combine(folder, $"{parts}.deps.json"), "--runtimeconfig", Path.Combine(folder, $"{parts}.runtimeconfig.json"),
            Path.Combine(folder, "CustomerFlow.Host.dll"), "--urls=http://127.0.0.1:0", $"--ConnectionStrings:CustomerFlow={connectionString}",
            "--Smtp:Host=127.0.0.1", FormattableString.Invariant($"--Smtp:Port={smtpPort}"), "--Smtp:Security=None",
            $"--contentRoot={Path.Combine(Repository.SourceTree.Root, "src", "CustomerFlow.Host")}",
            // Short leases: what a killed node held must be taken over within the test.
            "--Workflows:MailLease=00:00:02", "--Workflows:HandlerLease=00:00:02", "--Logging:LogLevel:Default=Warning",
            "--Demo:Enabled=true", "--Demo:History=false",
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = parts;
        start.Environment["Data__MasterKey"] = Convert.ToBase64String(new byte[32]);
        start.Environment["DOTNET_USE_POLLING_FILE_WATCHER"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment.Remove(KillPoint.Variable);
        if (killAt is not null) start.Environment[KillPoint.Variable] = killAt;
        return start;
    }

    private void Read(string? line)
    {
        if (line is null) return;
        log.Enqueue(line);
        if (log.Count > LogLinesMax) log.TryDequeue(out _);
        if (Address().Match(line) is { Success: true } address) listening.TrySetResult(new Uri(address.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
