using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Public;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Surveys;

/// <summary>A colleague fills in the questionnaire for a customer on the phone.</summary>
public sealed class PhoneAnswerTests : IAsyncLifetime
{
    private static readonly (string, string)[] Answers =
        [("nps", "8"), ("csat", "4"), ("quality", "5"), ("attitude", "4"), ("speed", "3"), ("comment", "Said on the phone.")];

    private SurveyScene scene = null!;

    public async Task InitializeAsync() => scene = await SurveyScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task What_the_customer_says_is_recorded_as_by_phone_with_who_typed_it_and_ends_the_survey()
    {
        var invited = await scene.InviteAsync();
        using var agent = await scene.Complaints.Host.SignedInAsync("agent");
        var casePage = await agent.GetStringAsync(new Uri($"/cases/{invited.Complaint.Key}", UriKind.Relative));

        using var sent = await TestHost.PostFormAsync(agent, Page(invited), Answers);

        Assert.Contains(Page(invited), casePage, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await using var db = scene.Complaints.Db();
        var response = await db.SurveyResponses.SingleAsync();
        var typist = await db.People.SingleAsync(person => person.Key == response.EnteredByKey);
        Assert.Equal(("phone", "agent"), (response.Via, typist.UserName));
        Assert.Equal(((short?)4, (short?)8), (response.Satisfaction, response.Recommendation));
        Assert.Equal(InstanceStatus.Completed, (await db.Set<InstanceRow>().SingleAsync(row => row.Key == invited.InstanceKey)).Status);
        var audited = await db.AuditEntries.SingleAsync(entry => entry.Subject == "survey_response");
        Assert.Equal($"person:{typist.Key}", audited.Actor);
    }

    [Fact]
    public async Task The_case_tells_the_answer_and_offers_the_questionnaire_no_more()
    {
        var invited = await scene.InviteAsync();
        using var agent = await scene.Complaints.Host.SignedInAsync("agent");
        using var sent = await TestHost.PostFormAsync(agent, Page(invited), Answers);

        var page = await agent.GetStringAsync(new Uri($"/cases/{invited.Complaint.Key}", UriKind.Relative));

        Assert.Contains("satisfaction 4 of 5, would recommend 8 of 10", page, StringComparison.Ordinal);
        Assert.Contains("Said on the phone.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Page(invited), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_so_and_keeps_what_was_typed()
    {
        var invited = await scene.InviteAsync();
        using var agent = await scene.Complaints.Host.SignedInAsync("agent");
        using var customer = scene.Complaints.Customer();
        using var first = await TestHost.PostFormAsync(customer, invited.Path, Answers);

        using var second = await TestHost.PostFormAsync(agent, "/tasks", Page(invited), Answers);

        var page = await second.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("answered on", page, StringComparison.Ordinal);
        Assert.Contains("Said on the phone.", page, StringComparison.Ordinal);
        await using var db = scene.Complaints.Db();
        Assert.Equal("link", (await db.SurveyResponses.SingleAsync()).Via);
    }

    [Fact]
    public async Task A_missing_answer_is_said_and_a_case_without_a_survey_has_no_such_page()
    {
        var invited = await scene.InviteAsync();
        var other = await scene.Complaints.OpenAsync();
        using var agent = await scene.Complaints.Host.SignedInAsync("agent");

        using var sent = await TestHost.PostFormAsync(agent, Page(invited), ("nps", "8"));
        using var none = await agent.GetAsync(new Uri($"/cases/{other.Key}/survey", UriKind.Relative));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (sent.StatusCode, none.StatusCode));
        Assert.Matches("name=\"nps\"[^>]*value=\"8\"[^>]*checked", await sent.Content.ReadAsStringAsync());
        await using var db = scene.Complaints.Db();
        Assert.Equal(0, await db.SurveyResponses.CountAsync());
    }

    private static string Page(SurveyScene.Invited invited) => $"/cases/{invited.Complaint.Key}/survey";
}
