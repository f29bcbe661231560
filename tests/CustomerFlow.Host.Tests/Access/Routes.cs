using System.Net;
using CustomerFlow.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Access;

/// <summary>One address of the host with one method.</summary>
internal sealed record Route(string Method, string Pattern, string Path, RouteEndpoint Endpoint)
{
    public bool IsForPrograms => Path.StartsWith("/api", StringComparison.Ordinal) || Path.StartsWith("/v2", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every address that the host answers, static files left out.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> Of(TestHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => new Route(
                    method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), PathOf(endpoint.RoutePattern), endpoint)))
            .DistinctBy(route => route.ToString()).OrderBy(route => route.Pattern, StringComparer.Ordinal)
            .ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    /// <summary>Asks without following redirects; the answer's body is not needed.</summary>
    public static async Task<(HttpStatusCode Status, string? Location)> AskAsync(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(route.Path, UriKind.Relative));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }

    // Keys that nobody has: what is asked is who may ask, not what is there.
    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { IsOptional: true } => "",
            RoutePatternParameterPart parameter => ValueOf(parameter),
            _ => throw new InvalidOperationException($"An unknown part in {pattern.RawText}."),
        }))).Where(segment => segment.Length > 0));

    private static string ValueOf(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Any(policy => policy.Content is "long" or "int") ? "1" : "none";
}
