using System.Net;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Public;

public sealed class AnswerPageTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("?answer=accepted")]
    [InlineData("?answer=not-solved")]
    public async Task Opening_the_link_answers_nothing(string query)
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();
        var before = await scene.TracesAsync();

        using var page = await customer.GetAsync(new Uri($"/a/{link}{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(before, await scene.TracesAsync());
    }

    [Fact]
    public async Task Accepting_moves_the_case_on_in_the_same_commit()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();

        using var answer = await TestHost.PostFormAsync(customer, $"/a/{link}", ("Answer", "accepted"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("after", await scene.OpenTaskAsync(opened.Key));
        Assert.Equal("\"accepted\"", await VariableAsync(opened.Key));
        Assert.Contains("Thank you", await customer.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_solved_needs_a_reason_and_keeps_what_was_typed_out_of_the_variables()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();

        using var without = await TestHost.PostFormAsync(customer, $"/a/{link}?answer=not-solved", ("Answer", "not-solved"), ("Reason", ""));
        using var with = await TestHost.PostFormAsync(customer, $"/a/{link}", ("Answer", "not-solved"), ("Reason", "Still broken."));

        Assert.Contains("Tell us what is not solved yet", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, with.StatusCode);
        Assert.Equal("\"not-solved\"", await VariableAsync(opened.Key));
        await using var db = scene.Db();
        var variables = await db.Set<InstanceRow>().Where(row => row.Key == opened.Key).Select(row => row.Variables).SingleAsync();
        Assert.DoesNotContain("Still broken", variables, StringComparison.Ordinal);
        Assert.Equal(2, await db.Interactions.CountAsync(row => row.CaseKey == opened.Key));
    }

    [Fact]
    public async Task The_first_of_many_answers_counts_and_the_others_are_told_what_it_was()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var first = await scene.LinkAsync(opened.Key, "decision");
        var reminder = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();

        (await TestHost.PostFormAsync(customer, $"/a/{first}", ("Answer", "accepted"))).Dispose();
        using var other = scene.Customer();
        using var second = await TestHost.PostFormAsync(other, "/complain", $"/a/{reminder}", ("Answer", "not-solved"), ("Reason", "Changed my mind."));

        var page = await second.Content.ReadAsStringAsync();
        Assert.Contains("You accepted our decision", page, StringComparison.Ordinal);
        Assert.Contains("Changed my mind.", page, StringComparison.Ordinal);
        Assert.Equal("\"accepted\"", await VariableAsync(opened.Key));
    }

    [Fact]
    public async Task A_burst_of_the_same_answer_is_one_answer()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TestHost.PostFormAsync(
            customer, "/complain", $"/a/{link}", ("Answer", "not-solved"), ("Reason", "Once."))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        await using var db = scene.Db();
        Assert.Equal(1, await db.PublicLinks.CountAsync(row => row.AnsweredAt != null));
        Assert.Equal(2, await db.Interactions.CountAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_case_waits_for_it_is_kept()
    {
        var opened = await scene.OpenAsync();
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var customer = scene.Customer();

        using var answer = await TestHost.PostFormAsync(customer, $"/a/{link}", ("Answer", "accepted"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = scene.Db();
        var kept = await db.Set<MessageRow>().SingleAsync(row => row.Name == "customer-answer");
        Assert.Equal(opened.Number, kept.CorrelationKey);
    }

    [Fact]
    public async Task Links_that_were_withdrawn_expired_or_never_made_decide_nothing()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var withdrawn = await scene.LinkAsync(opened.Key, "decision");
        var expired = await scene.LinkAsync(opened.Key, "decision", TimeSpan.FromMinutes(-1));
        await using (var db = scene.Db())
        {
            var hash = LinkToken.HashOf(withdrawn);
            await db.PublicLinks.Where(row => row.TokenHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, row => row.CreatedAt));
        }

        using var customer = scene.Customer();
        foreach (var link in new[] { withdrawn, expired, new string('B', 22), opened.Token })
            (await TestHost.PostFormAsync(customer, "/complain", $"/a/{link}", ("Answer", "accepted"))).Dispose();

        Assert.Equal("null", await VariableAsync(opened.Key));
        Assert.Contains("no longer stands", await customer.GetStringAsync(new Uri($"/a/{withdrawn}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_case_went_on_the_page_says_how_to_complain_again()
    {
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        await using (var db = scene.Db())
            await db.Database.ExecuteSqlAsync($"update customerflow.case set closed_at = received_at where instance_key = {opened.Key}");
        using var customer = scene.Customer();

        var page = await customer.GetStringAsync(new Uri($"/a/{link}", UriKind.Relative));

        Assert.Contains("There is nothing left to answer", page, StringComparison.Ordinal);
        Assert.Contains("/complain", page, StringComparison.Ordinal);
    }

    private async Task<string> VariableAsync(long key)
    {
        await using var db = scene.Db();
        var variables = await db.Set<InstanceRow>().Where(row => row.Key == key).Select(row => row.Variables).SingleAsync();
        return FeelJson.ToText(FeelJson.ParseObject(variables).Get("answer"));
    }
}
