namespace CustomerFlow.Host.Tests.Studio;

/// <summary>Every page of the studio at a real browser: on a desk and on a phone, in both languages.</summary>
public sealed class StudioLooksTests(StudioScene scene) : IClassFixture<StudioScene>
{
    private const string Pack = "complaint";
    private const string Overflow = "document.documentElement.scrollWidth - window.innerWidth";
    private static readonly string[] Pages = ["/studio", $"/studio/{Pack}", $"/studio/{Pack}/mail?mail=decision", $"/studio/{Pack}/texts"];
    private static readonly string[] Drawn = ["complaint.bpmn", "approval.dmn", "investigate.form"];

    [Theory]
    [InlineData("zh", 1280)]
    [InlineData("en", 390)]
    public async Task Pages_are_accessible_fit_the_screen_and_break_no_policy(string language, int width)
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner", language, width);
        var faults = new List<string>();

        foreach (var page in Pages)
        {
            await owner.Page.GotoAsync(page);
            faults.AddRange(await owner.SeriousAsync());
            if (await owner.Page.EvaluateAsync<int>(Overflow) > 0) faults.Add($"{page} is wider than the screen");
        }

        Assert.Empty(faults);
        owner.AssertNoComplaint();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Editors_open_their_files_break_no_policy_and_our_own_parts_are_accessible(string language)
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner", language);
        var faults = new List<string>();

        foreach (var file in Drawn)
        {
            await owner.OpenEditorAsync(Pack, file);
            faults.AddRange(await owner.SeriousAsync(besides: ".island-canvas"));
        }

        Assert.Empty(faults);
        owner.AssertNoComplaint();
    }

    [Fact]
    public async Task A_large_flow_opens_at_a_size_that_can_be_read()
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner");

        await owner.OpenEditorAsync(Pack, "complaint.bpmn");

        var step = (await owner.Page.Locator("[data-element-id='triage'] .djs-visual rect").First.BoundingBoxAsync())!;
        Assert.InRange(step.Width, 70, 200);
        Assert.InRange(step.X, 0, 900);
    }

    [Fact]
    public async Task The_products_own_steps_show_their_template_and_its_fields_in_the_owners_language()
    {
        await using var owner = await StudioBrowser.SignInAsync(scene.Host.Address, "owner", "zh");

        await owner.OpenEditorAsync(Pack, "complaint.bpmn", "acknowledge");

        await owner.Page.Locator(".bio-properties-panel-header-type").Filter(new() { HasText = "发送邮件" }).WaitForAsync();
        await owner.FillAsync("ElementTemplates__CustomProperties", "custom-entry-cf.send-mail-1", "decision");
        await owner.Page.GetByText("有未保存的修改").WaitForAsync();
        owner.AssertNoComplaint();
    }
}
