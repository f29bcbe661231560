using System.Net;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>Saving, checking and discarding a draft, as the pages send it.</summary>
public sealed class DraftPagesTests(StudioScene scene) : IClassFixture<StudioScene>, IAsyncLifetime
{
    private const string Overview = $"/studio/{StudioPack.Name}";
    private const string TablePage = $"{Overview}/edit?file={StudioPack.Table}";
    private const string FlowPage = $"{Overview}/edit?file={StudioPack.Flow}";
    private static readonly string Raised = StudioPack.TableXml.Replace("1000", "2000", StringComparison.Ordinal);

    public Task InitializeAsync() => scene.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_saved_file_is_a_draft_that_every_owner_sees_and_no_case_follows()
    {
        using var owner = await scene.Host.SignedInAsync("owner");

        using var answer = await SaveAsync(owner, TablePage, 0, Raised);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var second = await scene.Host.SignedInAsync("admin");
        Assert.Contains("&gt; 2000", WebUtility.HtmlDecode(await second.GetStringAsync(Relative(TablePage))), StringComparison.Ordinal);
        Assert.Contains("1000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_comes_second_is_refused_and_shows_both_versions()
    {
        using var owner = await scene.Host.SignedInAsync("owner");
        await scene.SaveAsAsync("admin", StudioPack.Table, StudioPack.TableXml.Replace("1000", "3000", StringComparison.Ordinal));

        using var answer = await SaveAsync(owner, TablePage, 0, Raised);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("> 3000", page, StringComparison.Ordinal);
        Assert.Contains("> 2000", page, StringComparison.Ordinal);
        Assert.Contains("3000", await scene.DraftAsync(StudioPack.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_the_other_after_seeing_it_wins()
    {
        using var owner = await scene.Host.SignedInAsync("owner");
        await scene.SaveAsAsync("admin", StudioPack.Table, StudioPack.TableXml.Replace("1000", "3000", StringComparison.Ordinal));

        using var answer = await SaveAsync(owner, TablePage, await scene.RevisionAsync(), Raised);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("2000", await scene.DraftAsync(StudioPack.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_the_owners_language_outlives_a_save_that_came_second()
    {
        using var owner = await scene.Host.SignedInAsync("owner");
        await StudioScene.ReadInAsync(owner, "zh");
        await scene.SaveAsAsync("admin", StudioPack.Table, Raised);
        var renamed = StudioPack.FlowXml.Replace("name=\"Claims\"", "name=\"理赔\"", StringComparison.Ordinal)
            .Replace("name=\"Review\"", "name=\"核实\"", StringComparison.Ordinal);

        using var refused = await SaveAsync(owner, FlowPage, 0, renamed);
        var page = await refused.Content.ReadAsStringAsync();
        using var answer = await SaveAsync(owner, FlowPage, await scene.RevisionAsync(), renamed);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (refused.StatusCode, answer.StatusCode));
        Assert.Contains("name=\"language\" value=\"zh\"", page, StringComparison.Ordinal);
        Assert.Contains("核实", await scene.DraftAsync("texts.zh.json"), StringComparison.Ordinal);
        Assert.Equal(StudioPack.FlowXml, await scene.DraftAsync(StudioPack.Flow));
    }

    [Theory]
    [InlineData("zh", "审核")]
    [InlineData("en", "Review")]
    public async Task A_problem_is_a_sentence_in_the_readers_language_that_leads_to_its_step(string language, string step)
    {
        var broken = StudioPack.FlowXml.Replace("formId=\"review\"", "formId=\"nowhere\"", StringComparison.Ordinal);
        await scene.SaveAsAsync("owner", StudioPack.Flow, broken);
        using var owner = await scene.Host.SignedInAsync("owner");
        await StudioScene.ReadInAsync(owner, language);

        var overview = WebUtility.HtmlDecode(await owner.GetStringAsync(Relative(Overview)));
        var editor = WebUtility.HtmlDecode(await owner.GetStringAsync(Relative(FlowPage)));

        Assert.Contains($"{FlowPage}&element=review", overview, StringComparison.Ordinal);
        Assert.Contains("data-jump=\"review\"", editor, StringComparison.Ordinal);
        Assert.Contains(step, overview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_and_the_published_version_stays()
    {
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var owner = await scene.Host.SignedInAsync("owner");

        using var answer = await TestHost.PostFormAsync(owner, Overview, $"{Overview}?handler=Discard");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await scene.RevisionAsync());
        Assert.Contains("1000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_steps_are_saved_in_both_files()
    {
        using var owner = await scene.Host.SignedInAsync("owner");

        using var answer = await TestHost.PostFormAsync(
            owner, $"{Overview}/texts", $"{Overview}/texts?handler=Save",
            ("revision", "0"), ("key", "review"), ("chinese", "核实"), ("english", "Verify"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("核实", await scene.DraftAsync("texts.zh.json"), StringComparison.Ordinal);
        Assert.Contains("Verify", await scene.DraftAsync("texts.en.json"), StringComparison.Ordinal);
        Assert.Contains("Claims", await scene.DraftAsync("texts.en.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "邮件：答复信")]
    [InlineData("en", "Mail: Letter of answer")]
    public async Task A_mail_has_its_name_in_the_readers_language(string language, string heading)
    {
        await scene.SaveAsAsync("owner", "texts.zh.json", """{"mail.answer":"答复信"}""");
        await scene.SaveAsAsync("owner", "texts.en.json", """{"mail.answer":"Letter of answer"}""");
        using var owner = await scene.Host.SignedInAsync("owner");
        await StudioScene.ReadInAsync(owner, language);

        var page = WebUtility.HtmlDecode(await owner.GetStringAsync(Relative($"{Overview}/mail?mail=answer")));

        Assert.Contains($"<h1>{heading}</h1>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/studio")]
    [InlineData(Overview)]
    [InlineData(TablePage)]
    [InlineData(FlowPage)]
    [InlineData($"{Overview}/mail?mail=answer")]
    [InlineData($"{Overview}/texts")]
    [InlineData("/studio/templates")]
    public async Task The_studio_is_closed_to_who_may_not_design(string page)
    {
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await agent.GetAsync(Relative(page));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData($"{Overview}/edit?handler=Save")]
    [InlineData($"{Overview}?handler=Publish")]
    [InlineData($"{Overview}?handler=Discard")]
    [InlineData($"{Overview}?handler=GoBack")]
    public async Task Nothing_that_an_agent_sends_changes_a_workflow(string action)
    {
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(
            agent, "/tasks", action, ("file", StudioPack.Table), ("revision", "1"), ("content", "<definitions />"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(1, await scene.RevisionAsync());
        Assert.Contains("1000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient owner, string page, int revision, string content) => TestHost.PostFormAsync(
        owner, page, $"{Overview}/edit?handler=Save", ("file", page.Split("file=")[1]), ("revision", $"{revision}"), ("content", content));

    private static Uri Relative(string page) => new(page, UriKind.Relative);
}
