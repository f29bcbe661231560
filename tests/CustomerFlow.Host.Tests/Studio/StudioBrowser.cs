using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>The owner at a browser of their own. Whatever a page's policy refused or its scripts complained about ends the test.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly List<string> complaints = [];

    private StudioBrowser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        this.playwright = playwright;
        this.browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
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
    public async Task OpenEditorAsync(string pack, string file, string? element = null)
    {
        var at = element is null ? "" : $"&element={element}";
        await Page.GotoAsync($"/studio/{pack}/edit?file={Uri.EscapeDataString(file)}{at}");
        await Page.Locator("[data-island][data-state=ready]").WaitForAsync();
    }

    /// <summary>Opens a group of the properties panel and puts a text into one of its fields.</summary>
    public async Task FillAsync(string group, string entry, string text)
    {
        var panel = Page.Locator($"[data-group-id='group-{group}']");
        var field = panel.Locator($"[data-entry-id='{entry}']").Locator("input, textarea, [role=textbox]").Last;
        if (!await field.IsVisibleAsync()) await panel.Locator(".bio-properties-panel-group-header").ClickAsync();
        await field.ClickAsync();
        await ReplaceAsync(text);
        await Page.Keyboard.PressAsync("Tab");
    }

    /// <summary>Types over the field that has the focus.</summary>
    public async Task ReplaceAsync(string text)
    {
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    public async Task SaveAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Page.GetByText("The draft is saved").First.WaitForAsync();
    }

    public void AssertNoComplaint() => Assert.Empty(complaints);

    /// <summary>What axe calls serious or critical on the open page.</summary>
    public async Task<IReadOnlyList<string>> SeriousAsync(string? besides = null)
    {
        // A mail is previewed in a frame without scripts, where nothing can be asked; its own title is checked.
        Assert.Empty(await Page.Locator("iframe:not([title])").AllAsync());
        await Page.EvaluateAsync("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
        var result = besides is null ? await Page.RunAxe() : await Page.RunAxe(new AxeRunContext { Exclude = [new(besides)] });
        return [.. result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{Page.Url} {violation.Id}: {violation.Nodes[0].Html}")];
    }

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
