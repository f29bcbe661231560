using System.Net;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Shared;

/// <summary>Believes X-Forwarded-For and -Proto only from the proxies that the operator named.</summary>
internal static class ForwardedHeaders
{
    public static string[] Split(string proxies) =>
        proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool IsAddressOrNetwork(string text) => IPAddress.TryParse(text, out _) || System.Net.IPNetwork.TryParse(text, out _);

    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = Split(app.Services.GetRequiredService<IOptions<AppOptions>>().Value.TrustedProxies);
        if (proxies.Length == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor
                | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
