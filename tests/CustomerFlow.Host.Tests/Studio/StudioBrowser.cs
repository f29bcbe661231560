using CustomerFlow.Host.Tests.Browsers;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>The owner at a browser of their own. Whatever a page's policy refused or its scripts complained about ends the test.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    private readonly TestBrowser browser;
    private readonly BrowserVisitor owner;

    private StudioBrowser(TestBrowser browser, BrowserVisitor owner)
    {
        this.browser = browser;
        this.owner = owner;
    }

    public IPage Page => owner.Page;

    public static async Task<StudioBrowser> SignInAsync(Uri address, string username, string language = "en", int width = 1280)
    {
        var browser = new TestBrowser();
        await browser.InitializeAsync();
        var owner = await browser.VisitAsync(address, language, width);
        await owner.SignInAsync(username, language);
        return new StudioBrowser(browser, owner);
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

    public void AssertNoComplaint() => owner.AssertNoComplaint();

    /// <summary>What axe calls serious or critical on the open page.</summary>
    public Task<IReadOnlyList<string>> SeriousAsync(string? besides = null) => owner.SeriousAsync(besides);

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await browser.DisposeAsync();
    }
}
