using System.Net;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>The shipped complaint workflow in the hands of an owner who reads Chinese, at a real browser.</summary>
public sealed class ChineseOwnerTests(StudioScene scene) : IClassFixture<StudioScene>
{
    private const string Pack = "complaint";
    private const string Flow = "complaint.bpmn";
    private const string Renamed = "核实情况";
    private const string NewStep = "核对单据";
    private const string NewStepInEnglish = "Check the papers";

    [Fact]
    public async Task The_owner_works_in_Chinese_and_the_next_case_speaks_to_each_reader_in_their_language()
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner", "zh");
        await owner.OpenEditorAsync(Pack, Flow, "investigate");
        await SeesChineseAsync(owner.Page);
        await RenameAsync(owner);
        var step = await AddStepAsync(owner);
        await SaveAsync(owner.Page);

        await TranslateAsync(owner.Page, step);
        await PublishAsync(owner.Page);

        Assert.Contains("id=\"investigate\" name=\"Investigate\"", await scene.PublishedAsync(Flow, Pack), StringComparison.Ordinal);
        var instance = await scene.OpenComplaintAsync();
        await ReadsAsync(instance, "zh", step, [NewStep, Renamed], ["Investigate"]);
        await ReadsAsync(instance, "en", step, [NewStepInEnglish, "Investigate"], [NewStep, Renamed]);
        owner.AssertNoComplaint();
    }

    [Fact]
    public async Task A_flow_in_which_all_was_undone_is_no_draft()
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner", "zh");
        await owner.OpenEditorAsync("survey", "survey.bpmn", "invite");
        await owner.FillAsync("general", "name", "别的名称");
        await owner.Page.Locator("[data-element-id='invite'] text").Filter(new() { HasText = "别的名称" }).WaitForAsync();

        await owner.Page.Locator(".djs-container > svg").PressAsync("Control+z");
        await owner.Page.Locator("[data-element-id='invite'] text").Filter(new() { HasText = "发送调查" }).WaitForAsync();
        await SaveAsync(owner.Page);

        await using var db = scene.Db();
        Assert.False(await db.Set<DraftRow>().AnyAsync(row => row.Name == "survey"));
    }

    private static async Task SeesChineseAsync(IPage page)
    {
        await page.Locator(".bio-properties-panel-header-label").Filter(new() { HasText = "调查" }).WaitForAsync();
        var canvas = string.Concat(await page.Locator(".djs-container svg text").AllTextContentsAsync());
        Assert.Contains("告知已受理", canvas, StringComparison.Ordinal);
        Assert.DoesNotContain(canvas, char.IsAsciiLetterUpper);
    }

    private static async Task RenameAsync(StudioBrowser owner)
    {
        await owner.FillAsync("general", "name", Renamed);
        await owner.Page.Locator("[data-element-id='investigate'] text").Filter(new() { HasText = Renamed }).WaitForAsync();
    }

    /// <summary>Draws a step on the path behind the acknowledgement; answers its id.</summary>
    private static async Task<string> AddStepAsync(StudioBrowser owner)
    {
        var page = owner.Page;
        var path = (await page.Locator("[data-element-id='flow_acknowledge_work_on'] .djs-hit").First.BoundingBoxAsync())!;
        await page.Locator(".djs-palette [data-action='create.task']").ClickAsync();
        var (x, y) = (path.X + (path.Width / 2), path.Y + (path.Height / 2));
        await page.Mouse.MoveAsync(x, y - 20);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 5 });
        await page.Mouse.ClickAsync(x, y);
        await page.Locator(".djs-direct-editing-content").WaitForAsync();
        await page.Keyboard.InsertTextAsync(NewStep);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".djs-context-pad [data-action='replace']").ClickAsync();
        await page.Locator(".djs-popup [data-id='replace-with-user-task']").ClickAsync();
        await owner.FillAsync("assignmentDefinition", "assignmentDefinitionCandidateGroups", "service-leads");
        return (await page.Locator(".djs-element.selected").First.GetAttributeAsync("data-element-id"))!;
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await page.GetByText("草稿已保存").First.WaitForAsync();
    }

    /// <summary>The check says which name has no English and leads to its line; there it is added.</summary>
    private static async Task TranslateAsync(IPage page, string step)
    {
        await page.GotoAsync($"/studio/{Pack}");
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "发布为第 2 版" }).IsDisabledAsync());
        await page.GetByText($"“{NewStep}”还没有英文").ClickAsync();
        var line = page.Locator(".st-text").Filter(new() { HasText = step });
        Assert.Equal(NewStep, (await line.Locator("[name=chinese]").InputValueAsync()).Trim());
        await line.Locator("[name=english]").FillAsync(NewStepInEnglish);
        await SaveAsync(page);
    }

    private static async Task PublishAsync(IPage page)
    {
        await page.GotoAsync($"/studio/{Pack}");
        Assert.DoesNotContain("还没有英文", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "发布为第 2 版" }).ClickAsync();
        await page.GetByText("已发布第 2 版。").WaitForAsync();
    }

    private async Task ReadsAsync(long instance, string language, string step, string[] names, string[] others)
    {
        using var reader = await scene.Host.SignedInAsync("manager");
        await StudioScene.ReadInAsync(reader, language, "/cases");

        var page = WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri($"/cases/{instance}", UriKind.Relative)));
        var flow = await reader.GetStringAsync(new Uri($"/cases/{instance}/flow", UriKind.Relative));

        Assert.Contains(names[0], page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{step}\" name=\"{names[0]}\"", flow, StringComparison.Ordinal);
        Assert.Contains($"id=\"investigate\" name=\"{names[1]}\"", flow, StringComparison.Ordinal);
        Assert.All(others, other => Assert.DoesNotContain($"name=\"{other}\"", flow, StringComparison.Ordinal));
    }
}
