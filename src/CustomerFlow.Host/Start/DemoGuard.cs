using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Start;

/// <summary>
/// Demo passwords are public, so demo mode listens on loopback only. What is configured is checked before a port opens; what was
/// bound in the end, however it was configured, is checked once more.
/// </summary>
internal sealed class DemoGuard(IConfiguration configuration, IOptions<DemoOptions> demo, IServer server) : IHostedLifecycleService
{
    private static readonly string[] PortSettings = ["http_ports", "https_ports"];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (demo.Value.Enabled) Refuse(Configured(configuration).FirstOrDefault(address => !IsLoopback(address)));
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (demo.Value.Enabled) Refuse(bound.FirstOrDefault(address => !IsLoopback(address)));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Every address that the settings ask for; a setting of ports alone means all interfaces.</summary>
    internal static IEnumerable<string> Configured(IConfiguration configuration)
    {
        foreach (var address in Split(configuration[WebHostDefaults.ServerUrlsKey])) yield return address;
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { } address) yield return address;
        }

        // Addresses take precedence over ports; without them a port is opened on every interface.
        if (!string.IsNullOrWhiteSpace(configuration[WebHostDefaults.ServerUrlsKey])) yield break;
        foreach (var port in PortSettings.SelectMany(setting => Split(configuration[setting]))) yield return $"http://*:{port}";
    }

    internal static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(host.Trim('[', ']'), out var parsed) && IPAddress.IsLoopback(parsed);
    }

    private static string[] Split(string? setting) =>
        (setting ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Refuse(string? address)
    {
        if (address is not null) throw new StartRefusedException(StartTexts.DemoNotOnLoopback.With(address));
    }
}
