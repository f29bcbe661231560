using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CustomerFlow.Host.Tests.Access;
using CustomerFlow.Testing;
using Microsoft.AspNetCore.Http.Metadata;

namespace CustomerFlow.Host.Tests;

/// <summary>
/// Every address for programs that takes a body refuses a bad one with 400 and a problem document (RFC 9457), before it looks for
/// anything else: minimal APIs skip the validation of types that are not public without a word.
/// </summary>
public sealed class EndpointContractTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH"];

    private static readonly (string Name, string Body)[] BadBodies =
        [("cut off", "{\"a\": "), ("a list", "[1, 2]"), ("an unknown field", "{\"noSuchField\": true}"), ("no JSON", "a=b")];

    private TestHost Host => fixture.Host;

    private IEnumerable<Route> WithBody => Routes.Of(Host).Where(route => route.IsForPrograms && Writing.Contains(route.Method)
        && route.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts
        && accepts.ContentTypes.Any(type => type.EndsWith("json", StringComparison.Ordinal)));

    [Fact]
    public async Task A_bad_body_is_refused_with_400_and_a_problem_document()
    {
        using var admin = Program();
        var wrong = new List<string>();

        foreach (var route in WithBody)
        {
            foreach (var (name, body) in BadBodies)
            {
                if (await ComplaintAboutAsync(admin, route, body) is { } complaint) wrong.Add($"{route}, {name}: {complaint}");
            }
        }

        Assert.NotEmpty(WithBody);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_address_that_writes_takes_a_JSON_body_or_is_known_to_need_none()
    {
        var without = Routes.Of(Host).Where(route => route.IsForPrograms && Writing.Contains(route.Method)).Except(WithBody)
            .Select(route => route.ToString());

        Assert.Empty(without.Except(WithoutJson));
    }

    [Fact]
    public void Bodies_are_public_types_since_others_are_accepted_without_validation()
    {
        var hidden = WithBody.Select(route => (route, type: route.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType))
            .Where(found => found.type is { IsVisible: false } type && type.Assembly == typeof(Program).Assembly && !IsPublicInside(type))
            .Select(found => $"{found.route}: {found.type}");

        Assert.Empty(hidden);
    }

    /// <summary>Writing addresses without a JSON body: they take a file, or act on what the address names alone.</summary>
    private static readonly string[] WithoutJson = [];

    // A public record inside an internal feature class is validated; the record itself being internal is what is skipped.
    private static bool IsPublicInside(Type type) => type.IsPublic || type.IsNestedPublic;

    private static async Task<string?> ComplaintAboutAsync(HttpClient client, Route route, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(route.Path, UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.BadRequest) return $"{answer.StatusCode} {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"{answer.Content.Headers.ContentType}";
        using var problem = JsonDocument.Parse(text);
        var isComplete = problem.RootElement.TryGetProperty("type", out var type) && type.GetString() is { Length: > 0 }
            && problem.RootElement.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 }
            && problem.RootElement.TryGetProperty("status", out var status) && status.GetInt32() == 400;
        return isComplete ? null : text;
    }

    private HttpClient Program()
    {
        var client = Host.Visitor();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:demo")));
        return client;
    }
}
