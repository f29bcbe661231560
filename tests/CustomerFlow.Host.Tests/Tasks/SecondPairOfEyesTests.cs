using System.Net;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Tasks;

/// <summary>Nobody approves what they proposed, by whatever way they try.</summary>
public sealed class SecondPairOfEyesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Sentence = "Somebody else must do this one";

    private TestHost Host => fixture.Host;

    private OpenTasks Tasks => new(Host);

    private UserTasks Actions => Host.Services.GetRequiredService<UserTasks>();

    [Fact]
    public async Task The_page_refuses_to_let_the_proposer_claim_and_says_why()
    {
        var approval = await ApprovalOfAsync("agent");
        using var agent = await Host.SignedInAsync("agent");

        using var fromInbox = await TestHost.PostFormAsync(agent, "/account", "/tasks?handler=Claim&view=groups", ("key", $"{approval}"));
        using var fromTask = await TestHost.PostFormAsync(agent, $"/tasks/{approval}", $"/tasks/{approval}?handler=Claim");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (fromInbox.StatusCode, fromTask.StatusCode));
        Assert.Contains(Sentence, await fromInbox.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Sentence, await fromTask.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await Tasks.RowAsync(approval)).Assignee);
    }

    [Fact]
    public async Task Nobody_hands_the_approval_to_the_proposer_either()
    {
        var approval = await ApprovalOfAsync("agent");
        await Tasks.GiveAsync(approval, "lead");
        using var lead = await Host.SignedInAsync("lead");

        using var given = await TestHost.PostFormAsync(lead, $"/tasks/{approval}", $"/tasks/{approval}?handler=Delegate", ("to", "agent"));

        Assert.Equal(HttpStatusCode.Conflict, given.StatusCode);
        Assert.Equal("lead", (await Tasks.RowAsync(approval)).Assignee);
    }

    [Fact]
    public async Task A_program_is_refused_like_the_page()
    {
        var approval = await ApprovalOfAsync("agent");
        var agent = Actor("agent");

        var claimed = await Actions.ClaimAsync(approval, agent, CancellationToken.None);
        var assigned = await Actions.AssignAsync(approval, "agent", onlyIfFree: false, Actor("lead"), CancellationToken.None);
        var completed = await Actions.CompleteAsync(approval, FeelContext.Empty, agent, null, CancellationToken.None);

        Assert.IsType<TaskOutcome.Barred>(claimed);
        Assert.IsType<TaskOutcome.Barred>(assigned);
        Assert.IsType<TaskOutcome.Barred>(completed);
        Assert.Equal(UserTaskState.Open, (await Tasks.RowAsync(approval)).State);
    }

    [Fact]
    public async Task Somebody_else_approves_and_a_form_cannot_claim_another_s_name()
    {
        // The proposer's form says that the lead proposed it; what counts is who completed the task.
        var approval = await ApprovalOfAsync("agent", claimedName: "lead");

        var byAgent = await Actions.CompleteAsync(approval, FeelContext.Empty, Actor("agent"), null, CancellationToken.None);
        var byLead = await Actions.CompleteAsync(approval, FeelContext.Empty, Actor("lead"), null, CancellationToken.None);

        Assert.IsType<TaskOutcome.Barred>(byAgent);
        Assert.IsType<TaskOutcome.Done>(byLead);
    }

    private async Task<long> ApprovalOfAsync(string proposer, string? claimedName = null)
    {
        var proposal = await Tasks.StartAsync(proposer);
        var answers = claimedName is null
            ? FeelContext.Empty : FeelContext.Empty.With(OpenTasks.Proposer, FeelValue.Of(claimedName));
        Assert.IsType<TaskOutcome.Done>(
            await Actions.CompleteAsync(proposal, answers, Actor(proposer), null, CancellationToken.None));
        return (await Tasks.OpenAsync((await Tasks.RowAsync(proposal)).InstanceKey)).Key;
    }

    private static TurnActor Actor(string username) => TurnActor.Of(username, AccessScope.System("test"));
}
