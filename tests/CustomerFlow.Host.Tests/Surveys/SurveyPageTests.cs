using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Public;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Surveys;

public sealed class SurveyPageTests : IAsyncLifetime
{
    internal static readonly (string, string)[] Answers =
        [("csat", "4"), ("quality", "5"), ("attitude", "4"), ("speed", "3"), ("nps", "8"), ("comment", "Li Hua was helpful.")];

    private SurveyScene scene = null!;

    public async Task InitializeAsync() => scene = await SurveyScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("?score=0")]
    [InlineData("?score=10")]
    [InlineData("?score=99")]
    public async Task Opening_the_link_records_nothing_and_chooses_the_tapped_score_only_on_the_page(string query)
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();
        var before = await scene.Complaints.TracesAsync();

        var page = await customer.GetStringAsync(new Uri(invited.Path + query, UriKind.Relative));

        Assert.Equal(before, await scene.Complaints.TracesAsync());
        var chosen = Regex.Matches(page, "<input[^>]*name=\"nps\"[^>]*>").Where(match => match.Value.Contains("checked", StringComparison.Ordinal)).ToList();
        if (query is "?score=0" or "?score=10")
            Assert.Contains($"value=\"{query[7..]}\"", Assert.Single(chosen).Value, StringComparison.Ordinal);
        else Assert.Empty(chosen);
    }

    [Fact]
    public async Task An_answer_is_recorded_with_its_scores_and_ends_the_survey_in_the_same_commit()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();

        using var sent = await TestHost.PostFormAsync(customer, invited.Path, Answers);

        Assert.Equal(invited.Path, sent.Headers.Location!.ToString());
        Assert.Contains("Thank you", await customer.GetStringAsync(sent.Headers.Location), StringComparison.Ordinal);
        await using var db = scene.Complaints.Db();
        var response = await db.SurveyResponses.SingleAsync();
        Assert.Equal(((short?)4, (short?)8, "link"), (response.Satisfaction, response.Recommendation, response.Via));
        Assert.DoesNotContain("Li Hua", response.Answers, StringComparison.Ordinal);
        Assert.NotNull(response.CommentSealed);
        Assert.Equal("answered", (await db.SurveyInvitations.SingleAsync()).State);
        Assert.Equal(InstanceStatus.Completed, (await db.Set<InstanceRow>().SingleAsync(row => row.Key == invited.InstanceKey)).Status);
    }

    [Fact]
    public async Task A_burst_of_answers_is_one_answer_and_later_ones_are_thanked()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();

        // All of them post with the one cookie of the form.
        await customer.GetStringAsync(new Uri("/complain", UriKind.Relative));
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TestHost.PostFormAsync(customer, "/complain", invited.Path, Answers)));
        using var visitor = scene.Complaints.Customer();
        var later = await visitor.GetStringAsync(new Uri(invited.Path, UriKind.Relative));

        Assert.Single(sent, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.All(sent, answer => Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK, answer.StatusCode.ToString()));
        Assert.Contains("already", later, StringComparison.Ordinal);
        await using var db = scene.Complaints.Db();
        Assert.Equal(1, await db.SurveyResponses.CountAsync());
    }

    [Fact]
    public async Task A_missing_answer_is_said_at_its_question_and_the_others_are_kept()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();

        using var sent = await TestHost.PostFormAsync(customer, invited.Path, ("nps", "9"), ("csat", "5"), ("comment", "typed at length"));

        var page = await sent.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains("typed at length", page, StringComparison.Ordinal);
        Assert.Matches("name=\"csat\"[^>]*value=\"5\"[^>]*checked", page);
        await using var db = scene.Complaints.Db();
        Assert.Equal(0, await db.SurveyResponses.CountAsync());
    }

    [Fact]
    public async Task A_low_score_is_told_that_it_is_followed_up()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();

        using var sent = await TestHost.PostFormAsync(
            customer, invited.Path, ("nps", "0"), ("csat", "1"), ("quality", "1"), ("attitude", "1"), ("speed", "1"));

        Assert.Contains("follow it up", await customer.GetStringAsync(sent.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_wrong_and_foreign_links_open_no_questionnaire()
    {
        var invited = await scene.InviteAsync(TimeSpan.FromMinutes(-1));
        using var customer = scene.Complaints.Customer();

        using var expired = await customer.GetAsync(new Uri(invited.Path, UriKind.Relative));
        using var wrong = await customer.GetAsync(new Uri($"/f/{new string('C', 22)}", UriKind.Relative));
        using var foreign = await customer.GetAsync(new Uri($"/f/{invited.Complaint.Token}", UriKind.Relative));
        using var posted = await TestHost.PostFormAsync(customer, "/complain", invited.Path, Answers);

        Assert.Equal(HttpStatusCode.Gone, expired.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, foreign.StatusCode));
        Assert.Equal(HttpStatusCode.Gone, posted.StatusCode);
        await using var db = scene.Complaints.Db();
        Assert.Equal(0, await db.SurveyResponses.CountAsync());
    }

    [Fact]
    public async Task Opening_the_way_out_changes_nothing_and_one_click_by_a_mail_program_does()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();
        var before = await scene.Complaints.TracesAsync();

        var page = await customer.GetStringAsync(new Uri(invited.UnsubscribePath, UriKind.Relative));
        var afterLooking = await scene.Complaints.TracesAsync();
        using var program = scene.Complaints.Host.Visitor();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            using var answer = await program.PostAsync(new Uri(invited.UnsubscribePath, UriKind.Relative), oneClick);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains("Stop surveys", page, StringComparison.Ordinal);
        Assert.Equal(before, afterLooking);
        await using var db = scene.Complaints.Db();
        var mark = await db.DoNotContacts.SingleAsync();
        Assert.Equal(("mail", "survey", "unsubscribe"), (mark.Channel, mark.Purpose, mark.Source));
    }

    [Fact]
    public async Task Who_said_no_more_is_not_invited_again()
    {
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();
        using var stopped = await TestHost.PostFormAsync(customer, "/complain", invited.UnsubscribePath);

        await Assert.ThrowsAsync<InvalidOperationException>(() => scene.InviteAsync());
    }
}
