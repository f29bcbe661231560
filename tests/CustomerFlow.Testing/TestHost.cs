using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Host;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerFlow.Testing;

/// <summary>
/// The whole host on a port of its own: composed as in production, real server and database, so that browsers and other programs
/// can use it too.
/// </summary>
public sealed partial class TestHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestHost(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts it with the demo's people on <paramref name="database"/>; settings are written as on the command line.</summary>
    public static async Task<TestHost> StartAsync(TestDatabase database, params string[] settings)
    {
        ArgumentNullException.ThrowIfNull(database);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "CustomerFlow.Host",
            ContentRootPath = Path.Combine(FindRoot(), "src", "CustomerFlow.Host"),
            EnvironmentName = "Development",
            Args =
            [
                "--urls=http://127.0.0.1:0", $"--ConnectionStrings:CustomerFlow={database.ConnectionString}",
                $"--Data:MasterKey={Convert.ToBase64String(new byte[32])}", "--Logging:LogLevel:Default=Warning",
                "--App:SignInsPerMinuteMax=1000", "--Demo:History=false", .. settings,
            ],
        });
        var server = await DatabaseServer.OpenAsync(
            builder.Configuration, builder.Environment.ContentRootPath, NullLogger.Instance, CancellationToken.None);
        var app = Program.Compose(builder, server);
        await Launch.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new TestHost(app);
    }

    /// <summary>A visitor with cookies of its own who sees redirects instead of following them.</summary>
    public HttpClient Visitor() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Signs one of the demo's people in.</summary>
    public async Task<HttpClient> SignedInAsync(string username)
    {
        var visitor = Visitor();
        using var answer = await PostFormAsync(visitor, "/sign-in", ("Username", username), ("Password", "demo"));
        return answer.StatusCode == HttpStatusCode.Redirect
            ? visitor
            : throw new InvalidOperationException($"{username} could not sign in: {answer.StatusCode}.");
    }

    /// <summary>Opens a page and sends its form as a browser would, anti-forgery token included.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient visitor, string page, params (string Name, string Value)[] fields) =>
        await PostFormAsync(visitor, page, page, fields);

    /// <summary>The same for a form that is sent to another address than its page.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        HttpClient visitor, string page, string action, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var token = FormToken().Match(await visitor.GetStringAsync(new Uri(page, UriKind.Relative))).Groups[1].Value;
        using var content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("__RequestVerificationToken", token)));
        return await visitor.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("CustomerFlow.sln was not found above the test's own folder.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
