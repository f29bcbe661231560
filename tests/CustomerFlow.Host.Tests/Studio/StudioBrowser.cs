using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>The owner at a browser of their own. Whatever the page's policy refused ends the test.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly List<string> refusals = [];

    private StudioBrowser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        this.playwright = playwright;
        this.browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) refusals.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public static async Task<StudioBrowser> SignInAsync(Uri address, string username, string language = "en", int width = 1280)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Headless = true, Args = Flags });
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = address.ToString(), Locale = language == "zh" ? "zh-CN" : "en-GB", ViewportSize = new() { Width = width, Height = 900 },
        });
        var owner = new StudioBrowser(playwright, browser, page);
        await page.GotoAsync("/sign-in");
        await page.Locator("input[name=Username]").FillAsync(username);
        await page.Locator("input[name=Password]").FillAsync("demo");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        if (await page.EvaluateAsync<string>("document.documentElement.lang") is var shown && !shown.StartsWith(language, StringComparison.Ordinal))
            await page.Locator(".cf-language button").ClickAsync();
        return owner;
    }

    /// <summary>Opens an editor and waits until its drawing is there.</summary>
    public async Task OpenEditorAsync(string file)
    {
        await Page.GotoAsync($"/studio/{StudioPack.Name}/edit?file={Uri.EscapeDataString(file)}");
        await Page.Locator("[data-island][data-state=ready]").WaitForAsync();
    }

    public async Task SaveAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Page.GetByText("The draft is saved").WaitForAsync();
    }

    public void AssertNothingRefused() => Assert.Empty(refusals);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("These tests need Chromium on the PATH.");
}
