using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Shared;

/// <summary>Makes links that work outside a request: in mails and on the console.</summary>
internal sealed class PublicAddress(IOptions<AppOptions> options, IServer server)
{
    private const string Fallback = "http://localhost";

    /// <summary>The full address of <paramref name="path"/>, which begins with a slash.</summary>
    public string Link(string path) => Start().TrimEnd('/') + path;

    private string Start()
    {
        if (options.Value.PublicUrl.Length > 0) return options.Value.PublicUrl;
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Fallback;
        var address = BindingAddress.Parse(bound);
        // "Every interface" is no place that a browser can open.
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}{address.PathBase}";
    }
}
