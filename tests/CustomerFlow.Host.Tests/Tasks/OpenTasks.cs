using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Tasks;

/// <summary>Open tasks of a small process in which whoever proposes may not approve, on the real engine.</summary>
internal sealed class OpenTasks(TestHost host)
{
    public const string Proposer = "proposedBy";

    private const string Process =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="d" targetNamespace="t"><bpmn:process id="proposal" name="Proposal" isExecutable="true">
          <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="propose" />
          <bpmn:userTask id="propose" name="Propose a remedy"><bpmn:extensionElements><zeebe:userTask />
            <zeebe:assignmentDefinition candidateGroups="service" />
            <zeebe:taskHeaders><zeebe:header key="completedBy" value="proposedBy" /></zeebe:taskHeaders></bpmn:extensionElements>
            <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="f2" sourceRef="propose" targetRef="approve" />
          <bpmn:userTask id="approve" name="Approve it"><bpmn:extensionElements><zeebe:userTask />
            <zeebe:assignmentDefinition candidateGroups="service" />
            <zeebe:taskHeaders><zeebe:header key="notBy" value="proposedBy" /></zeebe:taskHeaders></bpmn:extensionElements>
            <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="f3" sourceRef="approve" targetRef="e" />
          <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
        </bpmn:process></bpmn:definitions>
        """;

    private const string ChineseTexts = """{"proposal":"方案","propose":"提出处理方案","approve":"审批方案"}""";
    private const string EnglishTexts = """{"proposal":"Proposal","propose":"Propose a remedy","approve":"Approve it"}""";

    private static readonly TurnActor Actor = TurnActor.System("test");

    /// <summary>Starts the process; its first task is open, with what is given here.</summary>
    public async Task<long> StartAsync(string? assignee = null, DateTimeOffset? due = null, params string[]? groups)
    {
        var files = new[] { ("proposal.bpmn", Process), ("texts.zh.json", ChineseTexts), ("texts.en.json", EnglishTexts) }
            .Select(file => new ResourceFile(file.Item1, Encoding.UTF8.GetBytes(file.Item2))).ToArray();
        var deployed = await Get<ReleaseStore>()
            .DeployAsync(new Publication("proposal", files, ReleaseOrigin.Api, "admin"), CancellationToken.None);
        Assert.IsNotType<DeployOutcome.Refused>(deployed);
        var started = Assert.IsType<StartOutcome.Started>(await Get<ProcessTurns>()
            .StartAsync(new StartRequest("proposal", FeelContext.Empty), TurnActor.Engine, null, CancellationToken.None));
        var task = (await OpenAsync(started.InstanceKey)).Key;
        if (assignee is not null) await GiveAsync(task, assignee);
        if (due is not null || groups is { Length: > 0 })
        {
            var change = new TaskChange
            {
                SetsDueAt = due is not null, DueAt = due, CandidateGroups = groups is { Length: > 0 } ? groups : null,
            };
            Assert.IsType<TaskOutcome.Done>(await Get<UserTasks>().UpdateAsync(task, change, Actor, CancellationToken.None));
        }

        return task;
    }

    public async Task GiveAsync(long task, string person) => Assert.IsType<TaskOutcome.Done>(
        await Get<UserTasks>().AssignAsync(task, person, onlyIfFree: false, Actor, CancellationToken.None));

    /// <summary>Takes the groups away: a task that only its person sees.</summary>
    public async Task WithoutGroupsAsync(long task) => Assert.IsType<TaskOutcome.Done>(await Get<UserTasks>()
        .UpdateAsync(task, new TaskChange { CandidateGroups = [] }, Actor, CancellationToken.None));

    /// <summary>No groups, one person who may take it.</summary>
    public async Task OnlyForAsync(long task, string person) => Assert.IsType<TaskOutcome.Done>(await Get<UserTasks>()
        .UpdateAsync(task, new TaskChange { CandidateGroups = [], CandidateUsers = [person] }, Actor, CancellationToken.None));

    public async Task<UserTaskRow> RowAsync(long task)
    {
        await using var db = Open();
        return await db.Set<UserTaskRow>().AsNoTracking().SingleAsync(row => row.Key == task);
    }

    /// <summary>The one open task of an instance.</summary>
    public async Task<UserTaskRow> OpenAsync(long instance)
    {
        await using var db = Open();
        return await db.Set<UserTaskRow>().AsNoTracking()
            .SingleAsync(row => row.InstanceKey == instance && row.State == UserTaskState.Open);
    }

    private CustomerFlowDb Open() => Get<DbPool>().Open(AccessScope.System("test"));

    private T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();
}
