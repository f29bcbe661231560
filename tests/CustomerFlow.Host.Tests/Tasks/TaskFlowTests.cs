using System.Net;
using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Tasks;

/// <summary>From the inbox through the form to the next step, on the real engine.</summary>
public sealed class TaskFlowTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Process =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="d" targetNamespace="t"><bpmn:process id="check" name="Check" isExecutable="true">
          <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="look" />
          <bpmn:userTask id="look" name="Look at it"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="look" />
            <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
            <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="e" />
          <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        </bpmn:process></bpmn:definitions>
        """;

    private const string Form =
        """
        {"type":"default","id":"look","components":[
          {"type":"textfield","id":"note","key":"note","label":"Note","validate":{"required":true}},
          {"type":"textarea","id":"more","key":"more","label":"More"}]}
        """;

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_task_is_claimed_filled_in_and_completed()
    {
        var task = await StartAsync();
        using var agent = await Host.SignedInAsync("agent");

        using var claimed = await TestHost.PostFormAsync(agent, "/tasks?view=groups", "/tasks?handler=Claim", ("key", $"{task}"));
        using var done = await TestHost.PostFormAsync(agent, $"/tasks/{task}", $"/tasks/{task}?handler=Complete", ("note", "fine"));

        Assert.Equal($"/tasks/{task}", claimed.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var (state, by, variables) = await OutcomeAsync(task);
        Assert.Equal((UserTaskState.Completed, "agent"), (state, by));
        Assert.Equal("\"fine\"", FeelJson.ToText(FeelJson.ParseObject(variables).Get("note")));
    }

    [Fact]
    public async Task What_must_be_corrected_stands_beside_the_field_and_the_rest_is_kept()
    {
        var task = await StartAsync();
        using var agent = await ClaimedAsync("agent", task);

        using var refused = await TestHost.PostFormAsync(
            agent, $"/tasks/{task}", $"/tasks/{task}?handler=Complete", ("note", ""), ("more", "typed at length"));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Please fill in this field.", page, StringComparison.Ordinal);
        Assert.Contains("typed at length", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_people_is_told_who_was_first_and_keeps_what_was_typed()
    {
        var task = await StartAsync();
        using var agent = await ClaimedAsync("agent", task);
        (await TestHost.PostFormAsync(agent, $"/tasks/{task}", $"/tasks/{task}?handler=Complete", ("note", "first"))).Dispose();
        using var lead = await Host.SignedInAsync("admin");

        using var late = await TestHost.PostFormAsync(lead, "/account", $"/tasks/{task}?handler=Complete", ("note", "second thoughts"));

        var page = await late.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("艾玛·克拉克", page, StringComparison.Ordinal);
        Assert.Contains("second thoughts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_a_colleague_is_not_completed_by_somebody_else()
    {
        var task = await StartAsync();
        using var agent = await ClaimedAsync("agent", task);
        using var lead = await Host.SignedInAsync("lead");

        using var refused = await TestHost.PostFormAsync(lead, $"/tasks/{task}", $"/tasks/{task}?handler=Complete", ("note", "mine now"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(UserTaskState.Open, (await OutcomeAsync(task)).State);
    }

    [Fact]
    public async Task Somebody_outside_the_group_does_not_find_the_task()
    {
        var task = await StartAsync();
        using var sales = await Host.SignedInAsync("sales");

        using var answer = await sales.GetAsync(new Uri($"/tasks/{task}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_task_handed_over_is_in_the_other_s_inbox()
    {
        var task = await StartAsync();
        using var agent = await ClaimedAsync("agent", task);
        using var lead = await Host.SignedInAsync("lead");

        using var given = await TestHost.PostFormAsync(agent, $"/tasks/{task}", $"/tasks/{task}?handler=Delegate", ("to", "lead"));

        Assert.Contains($"/tasks/{task}", await lead.GetStringAsync(new Uri("/tasks", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain($"\"/tasks/{task}\"", await agent.GetStringAsync(new Uri("/tasks", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<HttpClient> ClaimedAsync(string username, long task)
    {
        var person = await Host.SignedInAsync(username);
        (await TestHost.PostFormAsync(person, $"/tasks/{task}", $"/tasks/{task}?handler=Claim")).Dispose();
        return person;
    }

    private async Task<long> StartAsync()
    {
        var files = new[]
        {
            new ResourceFile("check.bpmn", Encoding.UTF8.GetBytes(Process)), new ResourceFile("look.form", Encoding.UTF8.GetBytes(Form)),
        };
        var deployed = await Host.Services.GetRequiredService<ReleaseStore>()
            .DeployAsync(new Publication("check", files, ReleaseOrigin.Api, "admin"), CancellationToken.None);
        Assert.IsNotType<DeployOutcome.Refused>(deployed);
        var started = Assert.IsType<StartOutcome.Started>(await Host.Services.GetRequiredService<ProcessTurns>()
            .StartAsync(new StartRequest("check", FeelContext.Empty), TurnActor.Engine, null, CancellationToken.None));
        await using var db = Open();
        return await db.Set<UserTaskRow>().Where(row => row.InstanceKey == started.InstanceKey).Select(row => row.Key).SingleAsync();
    }

    private async Task<(UserTaskState State, string? By, string Variables)> OutcomeAsync(long task)
    {
        await using var db = Open();
        var row = await db.Set<UserTaskRow>().SingleAsync(row => row.Key == task);
        var variables = await db.Set<InstanceRow>().Where(instance => instance.Key == row.InstanceKey)
            .Select(instance => instance.Variables).SingleAsync();
        return (row.State, row.CompletedBy, variables);
    }

    private CustomerFlowDb Open() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
}
