using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Browsers;

/// <summary>Chromium, started once for the tests of one class; every visitor has cookies of their own.</summary>
public sealed class TestBrowser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Headless = true, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        await browser!.DisposeAsync();
        playwright!.Dispose();
    }

    /// <summary>Somebody who has not signed in.</summary>
    internal async Task<BrowserVisitor> VisitAsync(Uri address, string language, int width) =>
        new(await browser!.NewPageAsync(new()
        {
            BaseURL = address.ToString(), Locale = language == "zh" ? "zh-CN" : "en-GB", ViewportSize = new() { Width = width, Height = 900 },
        }));

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("These tests need Chromium on the PATH.");
}
