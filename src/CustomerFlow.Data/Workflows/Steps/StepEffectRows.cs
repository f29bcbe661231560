using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Steps;

/// <summary>Turns what an inline step asked for into rows of the same commit.</summary>
internal static class StepEffectRows
{
    public static async Task AddAsync(
        ImmutableArray<StepEffect> effects, StepPlace place, InstanceTurn turn, TurnSession session, CancellationToken cancellationToken)
    {
        var writes = session.Writes;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case StepEffect.QueueMail mail:
                    writes.Steps.Mails.Add(await MailAsync(mail, place, session, cancellationToken));
                    writes.WakesUp |= WakeUp.Mail;
                    if (mail is { Text.Address: null, Outcome: { OnFailed: { } name } outcome })
                    {
                        var timeToLive = session.Tools.Options.MailMessageTimeToLive;
                        turn.Publish(name, outcome.CorrelationKey, MailQueue.Describe(mail.Purpose), timeToLive);
                    }

                    break;
                case StepEffect.OpenCase opened:
                    writes.Steps.NewCases.Add(Case(opened.Case, place, session.Now));
                    break;
                case StepEffect.PublishMessage message:
                    turn.Publish(message.Name, message.CorrelationKey, message.Variables, message.TimeToLive);
                    break;
                case StepEffect.AddRow row:
                    session.Db.Add(row.Entity);
                    break;
                case StepEffect.ChangeRow row:
                    await ChangeRowAsync(row, session, cancellationToken);
                    break;
                default:
                    AddCommand(effect, place, turn, session);
                    break;
            }
        }

        // The next step of the same turn must see them.
        await session.SaveBusinessRowsAsync(cancellationToken);
    }

    private static void AddCommand(StepEffect effect, StepPlace place, InstanceTurn turn, TurnSession session)
    {
        switch (effect)
        {
            case StepEffect.ChangeCase change:
                session.Writes.Steps.Commands.Add(ChangeCase(change.Change, place, session));
                turn.Record(ElementEventKind.CaseChanged, place.ElementId, place.ElementInstanceKey, Detail(change.Change));
                break;
            case StepEffect.OpenClock clock:
                AddClock(StepSql.OpenClock, clock.Name, "opened", clock.DueAt, [
                    Text(clock.Calendar), Time(session.Now), Long((long)clock.Target.TotalSeconds), Time(clock.DueAt)]);
                break;
            case StepEffect.PauseClock clock:
                AddClock(StepSql.PauseClock, clock.Name, "paused", null, [
                    Time(session.Now), Long((long)clock.Left.TotalSeconds), Text(clock.Reason)]);
                break;
            case StepEffect.ResumeClock clock:
                AddClock(StepSql.ResumeClock, clock.Name, "resumed", clock.DueAt, [Time(clock.DueAt)]);
                break;
            case StepEffect.StopClock clock:
                AddClock(StepSql.StopClock, clock.Name, "stopped", null, [Time(clock.At ?? session.Now)]);
                break;
            case StepEffect.AssignTasks assign:
                session.Writes.Steps.Commands.Add(Command(
                    StepSql.AssignTasks, Long(place.InstanceKey), Text(assign.ElementId), Text(assign.Assignee),
                    Text(assign.CandidateGroups is { } groups ? string.Join('\u001f', groups) : null), Time(session.Now)));
                break;
            case StepEffect.RaiseTasks raise:
                session.Writes.Steps.Commands.Add(Command(
                    StepSql.RaiseTasks, Long(place.InstanceKey), Text(raise.ElementId),
                    new NpgsqlParameter<short> { TypedValue = (short)raise.Priority }, Time(session.Now)));
                break;
            default:
                throw new UnreachableException($"No rows for the step effect {effect.GetType().Name}.");
        }

        void AddClock(string sql, string name, string change, DateTimeOffset? dueAt, NpgsqlParameter[] rest)
        {
            session.Writes.Steps.Commands.Add(Command(sql, [Long(place.InstanceKey), Text(name), .. rest]));
            turn.Record(ElementEventKind.ClockChanged, place.ElementId, place.ElementInstanceKey, Clock(name, change, dueAt));
        }
    }

    private static async Task<OutgoingMailRow> MailAsync(
        StepEffect.QueueMail mail, StepPlace place, TurnSession session, CancellationToken cancellationToken) => new()
        {
            Key = await session.TakeKeysAsync(1, cancellationToken),
            InstanceKey = place.InstanceKey,
            ElementInstanceKey = place.ElementInstanceKey,
            Purpose = mail.Purpose,
            Audience = mail.ToCustomer ? MailAudience.Customer : MailAudience.Staff,
            RecipientKey = mail.RecipientKey,
            Language = mail.Language,
            MessageId = string.Create(
            CultureInfo.InvariantCulture,
            $"{place.ElementInstanceKey}.{mail.Purpose}.{(mail.ToCustomer ? 'c' : 's')}{mail.RecipientKey}@" +
            $"{session.Tools.Options.MailDomain}"),
            Content = await session.Tools.Mails.SealAsync(session.Db, mail.ToCustomer, mail.RecipientKey, mail.Text, cancellationToken),
            UnsubscribePath = mail.UnsubscribePath,
            CorrelationKey = mail.Outcome?.CorrelationKey,
            OnDelivered = mail.Outcome?.OnDelivered,
            OnFailed = mail.Outcome?.OnFailed,
            QueuedAt = session.Now,
            // Nothing to try without an address; it stands in the list so that people see it.
            State = mail.Text.Address is null ? MailState.Failed : MailState.Queued,
            Answer = mail.Text.Address is null ? "No address." : null,
            SettledAt = mail.Text.Address is null ? session.Now : null,
        };

    private static CaseRow Case(NewCase opened, StepPlace place, DateTimeOffset now) => new()
    {
        InstanceKey = place.InstanceKey, Number = opened.Number, Type = opened.Type, Title = opened.Title, CustomerKey = opened.CustomerKey,
        ContactKey = opened.ContactKey, Owner = opened.Owner, Team = opened.Team, Priority = (short)opened.Priority, Status = opened.Status,
        ReceivedAt = opened.ReceivedAt, OpenedAt = now, DueAt = opened.DueAt, Fields = FeelJson.ToText(opened.Fields),
    };

    private static async Task ChangeRowAsync(StepEffect.ChangeRow change, TurnSession session, CancellationToken cancellationToken)
    {
        var row = await session.Db.FindAsync(
            change.EntityType, change.Part is { } part ? [change.Key, part] : [change.Key], cancellationToken)
            ?? throw new InvalidOperationException($"The row {change.EntityType.Name} {change.Key} is gone.");
        var entry = session.Db.Entry(row);
        foreach (var (property, value) in change.Values) entry.Property(property).CurrentValue = value;
    }

    private static NpgsqlBatchCommand ChangeCase(CaseChange change, StepPlace place, TurnSession session) => Command(
        StepSql.ChangeCase, Long(place.InstanceKey), Text(change.Title), Null(change.CustomerKey, NpgsqlDbType.Bigint),
        Null(change.ContactKey, NpgsqlDbType.Bigint), Text(change.Owner), Text(change.Team),
        Null((short?)change.Priority, NpgsqlDbType.Smallint),
        Text(change.Status), Text(change.Outcome), Null(change.DueAt, NpgsqlDbType.TimestampTz),
        Null(change.FirstResponseAt, NpgsqlDbType.TimestampTz), Null(change.IsClosed, NpgsqlDbType.Boolean),
        Text(change.Fields is null ? null : FeelJson.ToText(change.Fields)), Time(session.Now));

    // Names of what changed, and coded values only: titles and fields may hold personal data.
    private static string Detail(CaseChange change)
    {
        var values = new Dictionary<string, string?>();
        if (change.Owner is not null) values["owner"] = change.Owner;
        if (change.Team is not null) values["team"] = change.Team;
        if (change.Status is not null) values["status"] = change.Status;
        if (change.Outcome is not null) values["outcome"] = change.Outcome;
        if (change.Priority is { } priority) values["priority"] = priority.ToString(CultureInfo.InvariantCulture);
        if (change.DueAt is { } due) values["due"] = due.ToString("O", CultureInfo.InvariantCulture);
        return JsonSerializer.Serialize(values);
    }

    private static string Clock(string name, string what, DateTimeOffset? dueAt) => JsonSerializer.Serialize(
        new Dictionary<string, string?>
        {
            ["clock"] = name, ["change"] = what, ["due"] = dueAt?.ToString("O", CultureInfo.InvariantCulture),
        });

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<long> Long(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Time(DateTimeOffset value) => new() { TypedValue = value };

    private static NpgsqlParameter Text(string? value) => Null(value, NpgsqlDbType.Text);

    private static NpgsqlParameter Null(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>Which step of which instance writes.</summary>
internal sealed record StepPlace(long InstanceKey, string ElementId, long ElementInstanceKey);
