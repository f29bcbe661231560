using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CustomerFlow.Bench;

/// <summary>The host as its own process: how soon it is ready again, its inbox with many open tasks, its memory.</summary>
internal static partial class HostBench
{
    private const long FirstKey = 10_000_000;

    public static async Task RunAsync(BenchServer server, BenchPlan plan, Report report)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        await StopAsync((await StartAsync(server, address)).Process);
        var (host, ready) = await StartAsync(server, address);
        report.Add("second start to ready", $"{ready.TotalSeconds:0.0} s", "≤ 3 s");
        await InsertOpenTasksAsync(server, plan.OpenTasks);
        using var client = await SignInAsync(address);
        List<double> times = [];
        for (var sample = 0; sample < plan.Samples + 10; sample++)
        {
            var watch = Stopwatch.StartNew();
            (await client.GetAsync("/tasks?view=groups")).EnsureSuccessStatusCode();
            if (sample >= 10) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        report.Add($"inbox page with {plan.OpenTasks:N0} open tasks, p95", $"{Measure.Percentile95(times):0} ms", "≤ 25 ms");
        await Measure.PerSecondAsync(plan.Callers, plan.Round * 2, async _ => (await client.GetAsync("/tasks")).IsSuccessStatusCode);
        host.Refresh();
        report.Add("host memory under load", $"{host.WorkingSet64 / 1_000_000:0} MB", "≤ 400 MB");
        await StopAsync(host);
    }

    private static async Task InsertOpenTasksAsync(BenchServer server, int tasks) => await server.ExecuteAsync(
        $"""
        insert into customerflow.user_task
        select (jsonb_populate_record(null::customerflow.user_task, o.row || jsonb_build_object('key', n.key, 'element_instance_key', n.key,
            'due_at', now() + n.key % 1000 * interval '1 minute'))).*
        from generate_series({FirstKey}, {FirstKey + tasks - 1}) as n (key),
            (select to_jsonb(x) as row from customerflow.user_task x where state = 1 and process_id = 'steps' limit 1) o;
        analyze customerflow.user_task
        """);

    private static async Task<(Process Process, TimeSpan Ready)> StartAsync(BenchServer server, string address)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "CustomerFlow.Host.dll");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[] { host, "--contentRoot", ContentRoot(), "--urls", address }) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__CustomerFlow"] = server.ConnectionString;
        // The demo's past would be told while it is measured.
        start.Environment["Demo__History"] = "false";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        while (!await IsReadyAsync(client))
        {
            if (process.HasExited) throw new InvalidOperationException($"The host ended with {process.ExitCode}.");
            await Task.Delay(20);
        }

        return (process, watch.Elapsed);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<HttpClient> SignInAsync(string address)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        var page = await client.GetStringAsync("/sign-in");
        var token = AntiforgeryToken().Match(page).Groups[1].Value;
        var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Username"] = "agent", ["Password"] = "demo", ["__RequestVerificationToken"] = token,
        }));
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static async Task StopAsync(Process process)
    {
        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
    }

    private static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln"))) return Path.Combine(folder.FullName, "src", "CustomerFlow.Host");
        }

        throw new DirectoryNotFoundException("CustomerFlow.sln was not found above the benchmark's own folder.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
