using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>The shipped complaint workflow in the hands of its owner, at a real browser.</summary>
public sealed class OwnerChangesComplaintTests(StudioScene scene) : IClassFixture<StudioScene>
{
    private const string Pack = "complaint";
    private const string Flow = "complaint.bpmn";
    private const string NewStep = "Check the file";

    [Fact]
    public async Task A_limit_a_deadline_a_mail_and_a_step_that_the_owner_published_hold_for_the_next_complaint()
    {
        var old = await scene.OpenComplaintAsync();
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner");
        await RaiseLimitAsync(owner);
        await ShortenDeadlineAsync(owner);
        await AddStepAsync(owner);
        await TranslateStepAsync(owner);
        await ChangeMailAsync(owner);

        await PublishAsync(owner, "Higher limit, file check");

        var young = await scene.OpenComplaintAsync();
        Assert.Equal(["investigate"], await OpenStepsAsync(old));
        Assert.Equal([NewStep], await OpenStepsAsync(young));
        Assert.Equal((false, true), (await scene.RunsNewestAsync(old), await scene.RunsNewestAsync(young)));
        Assert.Contains("&gt; 2000", await scene.PublishedAsync("approval.dmn", Pack), StringComparison.Ordinal);
        Assert.Contains("working days after(now(), 4, triage.calendar)", await scene.PublishedAsync(Flow, Pack), StringComparison.Ordinal);
        Assert.Contains("We are sorry.", await scene.PublishedAsync("mails/acknowledgement.en.md", Pack), StringComparison.Ordinal);
        owner.AssertNoComplaint();
    }

    private static async Task RaiseLimitAsync(StudioBrowser owner)
    {
        await owner.OpenEditorAsync(Pack, "approval.dmn");
        await owner.Page.Locator("td.input-cell").Filter(new() { HasText = "> 1000" }).First.ClickAsync();
        await owner.ReplaceAsync("> 2000");
        await owner.SaveAsync();
    }

    private static async Task ShortenDeadlineAsync(StudioBrowser owner)
    {
        await owner.OpenEditorAsync(Pack, Flow, "information_late");
        await owner.FillAsync("timer", "timerEventDefinitionValue", "working days after(now(), 4, triage.calendar)");
        await owner.SaveAsync();
    }

    private static async Task AddStepAsync(StudioBrowser owner)
    {
        await owner.OpenEditorAsync(Pack, Flow, "acknowledge");
        await owner.Page.Locator(".bio-properties-panel-header-label").Filter(new() { HasText = "Acknowledge" }).WaitForAsync();
        var path = (await owner.Page.Locator("[data-element-id='flow_acknowledge_work_on'] .djs-hit").First.BoundingBoxAsync())!;
        await owner.Page.Locator(".djs-palette [data-action='create.task']").ClickAsync();
        var (x, y) = (path.X + (path.Width / 2), path.Y + (path.Height / 2));
        await owner.Page.Mouse.MoveAsync(x, y - 20);
        await owner.Page.Mouse.MoveAsync(x, y, new() { Steps = 5 });
        await owner.Page.Mouse.ClickAsync(x, y);
        await owner.Page.Locator(".djs-direct-editing-content").WaitForAsync();
        await owner.Page.Keyboard.TypeAsync(NewStep);
        await owner.Page.Keyboard.PressAsync("Enter");
        await owner.Page.Locator(".djs-context-pad [data-action='replace']").ClickAsync();
        await owner.Page.Locator(".djs-popup [data-id='replace-with-user-task']").ClickAsync();
        await owner.FillAsync("assignmentDefinition", "assignmentDefinitionCandidateGroups", "service-leads");
        await owner.SaveAsync();
    }

    private static async Task TranslateStepAsync(StudioBrowser owner)
    {
        await owner.Page.GetByText($"“{NewStep}” has no Chinese yet").ClickAsync();
        await owner.Page.Locator(".st-text.is-incomplete [name=chinese]").FillAsync("核对单据");
        await owner.SaveAsync();
    }

    private static async Task ChangeMailAsync(StudioBrowser owner)
    {
        await owner.Page.GotoAsync($"/studio/{Pack}/mail?mail=acknowledgement");
        var english = owner.Page.Locator("#english");
        await english.FillAsync(await english.InputValueAsync() + "\n\nWe are sorry.\n");
        await owner.Page.Locator("iframe").Last.ContentFrame.GetByText("We are sorry.").WaitForAsync();
        await owner.SaveAsync();
    }

    private static async Task PublishAsync(StudioBrowser owner, string note)
    {
        await owner.Page.GotoAsync($"/studio/{Pack}");
        await owner.Page.GetByText(NewStep).First.WaitForAsync();
        await owner.Page.GetByLabel("What changed and why").FillAsync(note);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Publish as version 2" }).ClickAsync();
        await owner.Page.GetByText("Version 2 is published.").WaitForAsync();
        await owner.Page.Locator(".st-release").Filter(new() { HasText = note }).WaitForAsync();
    }

    /// <summary>Ids of the open tasks; of a step drawn in the editor, whose id is made up there, its name.</summary>
    private async Task<IReadOnlyList<string>> OpenStepsAsync(long instanceKey)
    {
        await using var db = scene.Db();
        var ids = await db.Set<UserTaskRow>().Where(task => task.InstanceKey == instanceKey).Select(task => task.ElementId).ToListAsync();
        var flow = await scene.PublishedAsync(Flow, Pack);
        return [.. ids.Select(id => flow.Contains($"id=\"{id}\" name=\"{NewStep}\"", StringComparison.Ordinal) ? NewStep : id)];
    }
}
