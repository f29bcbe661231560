using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Jobs;

/// <summary>The mails that jobs write, on the real engine at a business time of their own.</summary>
public sealed class TaskDigestTests : IAsyncLifetime
{
    private const string Process =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="d" targetNamespace="t"><bpmn:process id="chore" name="Chore" isExecutable="true">
          <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="look" />
          <bpmn:userTask id="look" name="Look at it"><bpmn:extensionElements><zeebe:userTask />
            <zeebe:assignmentDefinition assignee="=who" /><zeebe:taskSchedule dueDate="=date and time(due)" /></bpmn:extensionElements>
            <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="e" />
          <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        </bpmn:process></bpmn:definitions>
        """;

    // A Wednesday without holidays near.
    private static readonly DateTimeOffset Morning = new(2026, 11, 4, 8, 0, 0, TimeSpan.FromHours(8));
    private TestDatabase database = null!;
    private TestHost host = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        host = await TestHost.StartAsync(database);
        await PinAsync(Morning);
        var files = new[]
        {
            new ResourceFile("chore.bpmn", Encoding.UTF8.GetBytes(Process)),
            new ResourceFile("texts.zh.json", Encoding.UTF8.GetBytes("""{"chore":"杂事","look":"看一看"}""")),
            new ResourceFile("texts.en.json", Encoding.UTF8.GetBytes("""{"chore":"Chore","look":"Have a look"}""")),
        };
        var deployed = await host.Services.GetRequiredService<ReleaseStore>()
            .DeployAsync(new Publication("chore", files, ReleaseOrigin.Api, "admin"), CancellationToken.None);
        Assert.IsNotType<DeployOutcome.Refused>(deployed);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Each_person_gets_the_own_tasks_in_the_own_language()
    {
        var overdue = await StartAsync("agent", "2026-11-03T18:00:00+08:00");
        var today = await StartAsync("agent", "2026-11-04T17:30:00+08:00");
        var tomorrow = await StartAsync("agent", "2026-11-05T09:00:00+08:00");
        var leads = await StartAsync("lead", "2026-11-04T12:00:00+08:00");

        await RunAsync("task-digest");

        var mails = await MailsAsync("task-digest");
        Assert.Equal(["agent@customerflow.example", "lead@customerflow.example"], mails.Keys.Order());
        var english = mails["agent@customerflow.example"];
        Assert.Equal("Tasks for today: 2, of which overdue: 1", english.Subject);
        Assert.Contains("Hello Emma Clarke", english.Plain, StringComparison.Ordinal);
        Assert.Contains("Have a look", english.Plain, StringComparison.Ordinal);
        Assert.True(Place(english, overdue) < Place(english, today), "The most urgent stands first.");
        Assert.DoesNotContain($"/tasks/{tomorrow}", english.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain($"/tasks/{leads}", english.Plain, StringComparison.Ordinal);
        var chinese = mails["lead@customerflow.example"];
        Assert.Equal("今日待办 1 项，其中 0 项已逾期", chinese.Subject);
        Assert.Contains("看一看", chinese.Plain, StringComparison.Ordinal);
        Assert.Contains($"/tasks/{leads}", chinese.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_on_the_same_day_writes_to_nobody_twice()
    {
        await StartAsync("agent", "2026-11-04T17:30:00+08:00");
        await RunAsync("task-digest");
        await PinAsync(Morning.AddHours(1));

        await RunAsync("task-digest");

        Assert.Single(await MailsAsync("task-digest"));
    }

    [Theory]
    [InlineData("2026-11-07T08:00:00+08:00")]
    [InlineData("2026-10-01T08:00:00+08:00")]
    public async Task Nothing_is_sent_on_a_day_off(string moment)
    {
        await StartAsync("agent", "2026-09-30T18:00:00+08:00");
        await PinAsync(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));

        await RunAsync("task-digest");

        Assert.Empty(await MailsAsync("task-digest"));
    }

    [Fact]
    public async Task Who_is_absent_gets_no_digest()
    {
        await StartAsync("agent", "2026-11-04T17:30:00+08:00");
        await using (var db = Open())
        {
            var agent = await db.People.SingleAsync(person => person.UserName == "agent");
            db.Add(new Absence
            {
                Key = await host.Services.GetRequiredService<KeyBlocks>().NextAsync(CancellationToken.None), PersonKey = agent.Key,
                FirstDay = new DateOnly(2026, 11, 2), LastDay = new DateOnly(2026, 11, 6),
            });
            await db.SaveChangesAsync();
        }

        await RunAsync("task-digest");

        Assert.Empty(await MailsAsync("task-digest"));
    }

    [Fact]
    public async Task Calendar_coverage_tells_the_process_owner_that_2027_is_missing_once_a_month()
    {
        await RunAsync("calendar-coverage");
        await PinAsync(Morning.AddDays(7));
        await RunAsync("calendar-coverage");
        using var scope = host.Services.CreateScope();
        var coverage = scope.ServiceProvider.GetRequiredService<CalendarCoverage>();

        var (address, mail) = Assert.Single(await MailsAsync("calendar-coverage"));
        Assert.Equal("owner@customerflow.example", address);
        Assert.Contains("2027", mail.Subject, StringComparison.Ordinal);
        Assert.Equal([2027], coverage.Missing(Morning).Select(missing => missing.Year));
        Assert.Empty(coverage.Missing(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))));
    }

    private static int Place(MailText mail, long task) => mail.Plain.IndexOf($"/tasks/{task}", StringComparison.Ordinal) is var at and >= 0
        ? at
        : throw new Xunit.Sdk.XunitException($"The mail does not name task {task}:\n{mail.Plain}");

    private Task PinAsync(DateTimeOffset moment) => host.Services.GetRequiredService<BusinessClock>().PinAsync(moment, CancellationToken.None);

    private async Task RunAsync(string id)
    {
        var now = host.Services.GetRequiredService<BusinessClock>().Now;
        Assert.True(await host.Services.GetRequiredService<JobRuns>().RunAsync(id, now, startedBy: null, CancellationToken.None));
        await using var db = Open();
        Assert.Equal("succeeded", await db.JobRuns.Where(run => run.JobId == id && run.Occurrence == now.ToUniversalTime())
            .Select(run => run.State).SingleAsync());
    }

    private async Task<Dictionary<string, MailText>> MailsAsync(string purpose)
    {
        var mails = new Dictionary<string, MailText>();
        await using var db = Open();
        foreach (var row in await db.Set<OutgoingMailRow>().AsNoTracking().Where(row => row.Purpose == purpose).ToListAsync())
        {
            var text = await host.Services.GetRequiredService<MailVault>()
                .OpenAsync(db, row.Audience, row.RecipientKey, row.Content, CancellationToken.None);
            mails.Add(text!.Address!, text);
        }

        return mails;
    }

    private async Task<long> StartAsync(string who, string due)
    {
        var started = Assert.IsType<StartOutcome.Started>(await host.Services.GetRequiredService<ProcessTurns>().StartAsync(
            new StartRequest("chore", FeelJson.ParseObject($$"""{"who":"{{who}}","due":"{{due}}"}""")), TurnActor.Engine, null,
            CancellationToken.None));
        await using var db = Open();
        return await db.Set<UserTaskRow>().Where(row => row.InstanceKey == started.InstanceKey).Select(row => row.Key).SingleAsync();
    }

    private CustomerFlowDb Open() => host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
}
