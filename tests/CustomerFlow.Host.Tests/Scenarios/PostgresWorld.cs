using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Host.Mail;
using CustomerFlow.Testing;
using CustomerFlow.Testing.Mail;
using CustomerFlow.Workflows.Feel;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>The product itself on a database of its own: everything but the web server, with a mail server that a scenario directs.</summary>
internal sealed class PostgresWorld : ScenarioWorld
{
    private const int RoundsMax = 500;
    private readonly TestDatabase database;
    private readonly WebApplication app;
    private readonly ScenarioRows rows;
    private Dictionary<long, string> usernames = [];
    private long instanceKey;

    private PostgresWorld(TestDatabase database, WebApplication app)
    {
        this.database = database;
        this.app = app;
        rows = new ScenarioRows(app.Services);
    }

    private static CancellationToken None => CancellationToken.None;

    private BusinessClock Clock => Get<BusinessClock>();

    public static async Task<PostgresWorld> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CustomerFlow.Host" });
        builder.Configuration["ConnectionStrings:CustomerFlow"] = database.ConnectionString;
        builder.Configuration["Data:MasterKey"] = Convert.ToBase64String(new byte[32]);
        builder.Configuration["Workflows:RetryDelay"] = "00:00:00";
        var server = await DatabaseServer.OpenAsync(builder.Configuration, "", NullLogger.Instance, None);
        builder.Services.Replace(ServiceDescriptor.Singleton<IMailTransport>(new RecordingMailTransport()));
        var app = Program.Compose(builder, server);
        await app.Services.GetRequiredService<BusinessClock>().RefreshAsync(None);
        return new PostgresWorld(database, app);
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public override async Task StartAsync(string process, Scenario scenario)
    {
        await Clock.PinAsync(scenario.At, None);
        await Get<DeployPacks>().RunAsync(None);
        (usernames, var contact) = await rows.AddAsync(scenario.World, None);
        Direct(scenario.Mails);
        var start = FeelJson.ParseObject(scenario.Start.GetRawText());
        var variables = new FeelContext(start.Entries
            .Concat(ScenarioVariables.Of(scenario, contact.CustomerKey, contact.Key, null).Entries));
        var outcome = await Get<ProcessTurns>().StartAsync(new StartRequest(process, variables), TurnActor.System("scenario"), async turn =>
        {
            await ScenarioRows.AddComplaintAsync(turn.Db, turn.InstanceKey, contact, start, scenario);
        }, None);
        instanceKey = Assert.IsType<StartOutcome.Started>(outcome).InstanceKey;
        await SettleAsync();
    }

    public override async Task<IReadOnlyList<SeenTask>> TasksAsync()
    {
        await using var db = Open();
        var tasks = await db.Set<UserTaskRow>().AsNoTracking().Where(row => row.State == UserTaskState.Open).OrderBy(row => row.Key).ToListAsync();
        return [.. tasks.Select(row => new SeenTask(row.ElementId, row.Assignee, row.CandidateGroups, row.DueAt, row.Priority))];
    }

    public override async Task<string?> CompleteAsync(string elementId, string by, FeelContext answers)
    {
        await using var db = Open();
        var key = await db.Set<UserTaskRow>().Where(row => row.ElementId == elementId && row.State == UserTaskState.Open)
            .OrderBy(row => row.Key).Select(row => row.Key).FirstOrDefaultAsync();
        var outcome = await Get<UserTasks>().CompleteAsync(key, answers, new TurnActor(by, $"person:{by}"), null, None);
        await SettleAsync();
        return outcome is TaskOutcome.Done ? null : outcome.ToString();
    }

    public override async Task PublishAsync(string message, FeelContext variables)
    {
        await Get<Messages>().PublishAsync(new MessageRequest(message, CaseNumber, variables, TimeSpan.Zero, null), None);
        await SettleAsync();
    }

    public override async Task AnswerSurveyAsync(SurveyScores scores)
    {
        var invitationKey = await rows.AnswerAsync(scores, None);
        await Get<Messages>().PublishAsync(new MessageRequest(
            "survey-response", invitationKey.ToString(CultureInfo.InvariantCulture), FeelContext.Empty, TimeSpan.Zero, null), None);
        await SettleAsync();
    }

    public override async Task MoveToAsync(DateTimeOffset moment)
    {
        await using var db = Open();
        while (true)
        {
            var job = NextReminders(Clock.Now);
            var next = await db.Set<TimerRow>().Where(row => !row.Held && row.DueAt < job).MinAsync(row => (DateTimeOffset?)row.DueAt) ?? job;
            if (next > moment) break;
            await Clock.PinAsync(next > Clock.Now ? next : Clock.Now, None);
            await SettleAsync();
            if (next != job) continue;
            await Get<JobRuns>().RunAsync(SurveyReminders.Id, job, startedBy: null, None);
            await SettleAsync();
        }

        await Clock.PinAsync(moment, None);
        await SettleAsync();
    }

    public override async Task<SeenCase?> CaseAsync()
    {
        await using var db = Open();
        var row = await db.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(one => one.InstanceKey == instanceKey);
        return row is null ? null : new SeenCase(row.Status, row.Outcome, row.Owner, row.Team, row.DueAt);
    }

    public override async Task<SeenClock?> ClockAsync(string name)
    {
        await using var db = Open();
        var row = await db.Set<CaseClockRow>().AsNoTracking().Where(one => one.InstanceKey == instanceKey && one.Name == name)
            .OrderByDescending(one => one.Round).FirstOrDefaultAsync();
        return row is null ? null : new SeenClock(row.DueAt, row.PausedAt is not null && row.StoppedAt is null, row.StoppedAt is not null, row.WasLate);
    }

    public override async Task<IReadOnlyList<string>> MailsAsync()
    {
        await using var db = Open();
        var mails = await db.Set<OutgoingMailRow>().AsNoTracking().OrderBy(row => row.QueuedAt).ThenBy(row => row.Key).ToListAsync();
        return [.. mails.Select(row =>
            $"{row.Purpose} {(row.Audience == MailAudience.Customer ? Contact : usernames[row.RecipientKey])} {row.Language}")];
    }

    public override async Task<IReadOnlyList<string[]>> CompletedAsync()
    {
        await using var db = Open();
        var lines = await db.Set<ElementEventRow>().AsNoTracking().Where(row => row.Kind == ElementEventKind.Completed)
            .OrderBy(row => row.Id).Select(row => new { row.InstanceKey, row.ElementId }).ToListAsync();
        return [.. lines.GroupBy(line => line.InstanceKey, line => line.ElementId).Select(instance => instance.ToArray())];
    }

    public override async Task<IReadOnlyCollection<string>> EnteredAsync()
    {
        await using var db = Open();
        return await db.Set<ElementEventRow>().AsNoTracking().Where(row => row.Kind == ElementEventKind.Activated)
            .Select(row => row.ElementId).Distinct().ToListAsync();
    }

    public override async Task<bool> IsEndedAsync()
    {
        await using var db = Open();
        return !await db.Set<InstanceRow>().AnyAsync(row => row.EndedAt == null);
    }

    public override async Task<IReadOnlyList<string>> IncidentsAsync()
    {
        await using var db = Open();
        return await db.Set<IncidentRow>().Where(row => row.ResolvedAt == null).Select(row => row.ElementId + ": " + row.Message).ToListAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private CustomerFlowDb Open() => Get<DbPool>().Open(AccessScope.System("scenario"));

    private async Task SettleAsync()
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var worked = await Get<TimerLoop>().RunOnceAsync(None);
            worked |= await Get<EventLoop>().RunOnceAsync(None);
            worked |= await Get<JobLoop>().RunOnceAsync(None);
            worked |= await Get<MailDelivery>().RunOnceAsync(None);
            if (!worked) return;
        }

        throw new InvalidOperationException("The world never comes to rest.");
    }

    private void Direct(Dictionary<string, MailFate> fates)
    {
        var transport = (RecordingMailTransport)Get<IMailTransport>();
        transport.AtPrepare = mail => FateOf(mail) == MailFate.Refused
            ? new MailOutcome.Failed(MailPhase.Recipient, 550, "5.1.1", "No such mailbox.")
            : null;
        transport.AtCommit = mail => FateOf(mail) == MailFate.Silent
            ? new MailOutcome.Unknown("The connection was lost.")
            : new MailOutcome.Sent("250 Ok");

        // A Message-ID is ELEMENT.PURPOSE.RECIPIENT@DOMAIN.
        MailFate FateOf(MailMessage mail) => fates.GetValueOrDefault(mail.MessageId.Split('.')[1]);
    }
}
