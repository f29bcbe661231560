using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Browsers;

/// <summary>One person at a browser. What a page's policy refused, its scripts complained about or axe calls serious is remembered.</summary>
internal sealed class BrowserVisitor : IAsyncDisposable
{
    private const string TooWide = "document.documentElement.scrollWidth - window.innerWidth";
    private readonly List<string> complaints = [];

    public BrowserVisitor(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    public async Task SignInAsync(string username, string language)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[name=Username]").FillAsync(username);
        await Page.Locator("input[name=Password]").FillAsync("demo");
        await Page.Locator("main button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        var shown = await Page.EvaluateAsync<string>("document.documentElement.lang");
        if (!shown.StartsWith(language, StringComparison.Ordinal)) await Page.Locator(".cf-language button").ClickAsync();
    }

    /// <summary>Opens a page and looks at it as a stranger would: does it fit the screen, can everybody use it?</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await LookAsync();
    }

    /// <summary>Looks at the page that is open.</summary>
    /// <param name="besides">A part that is not ours, such as an editor's drawing.</param>
    public async Task LookAsync(string? besides = null)
    {
        complaints.AddRange(await SeriousAsync(besides));
        if (await Page.EvaluateAsync<int>(TooWide) > 0) complaints.Add($"{Page.Url} is wider than the screen");
    }

    /// <summary>Nothing to complain about on any page so far.</summary>
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

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
