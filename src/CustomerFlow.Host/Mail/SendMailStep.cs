using System.Collections.Immutable;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// <c>cf:send-mail</c>: writes a mail of the release for its recipients and queues it in the step's commit. Headers: <c>mail</c>,
/// <c>to</c> (customer, assignee, supervisor), <c>links</c>, <c>task</c>, <c>onDelivered</c>, <c>onFailed</c>, <c>stopClock</c>,
/// <c>pauseClock</c>.
/// </summary>
internal sealed class SendMailStep(MailFactsReader reader, CalendarSet calendars) : InlineStep<MailFacts>("cf:send-mail")
{
    public const string MailFailed = "mail-failed";

    /// <summary>No mark names this purpose alone: a customer's own case is answered unless the customer forbade everything.</summary>
    private const string OwnCase = "case";

    public override Task<MailFacts> ReadAsync(StepReader stepReader, StepInput input, CancellationToken cancellationToken) =>
        reader.ReadAsync(stepReader.Db, input, AimOf(input) ?? new MailAim.Customer(OwnCase), cancellationToken);

    public override StepOutcome Decide(MailFacts record, StepInput input, DateTimeOffset now)
    {
        if (input.Header("mail") is not { } mail) return new StepOutcome.Failed("The header \"mail\" is missing.");
        if (AimOf(input) is not { } aim) return new StepOutcome.Failed("The header \"to\" must be customer, assignee or supervisor.");
        var writer = new MailWriter(record, input, now);
        var links = LinksOf(record, aim, input, now);
        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        effects.AddRange(links.Rows);
        foreach (var recipient in record.Recipients)
        {
            if (writer.Write(mail, recipient, links.Values) is not { } text)
                return new StepOutcome.Failed($"The release has no mail \"{mail}\" in the language \"{recipient.Language}\".");
            effects.Add(new StepEffect.QueueMail(
                mail, recipient.ToCustomer, recipient.Key, recipient.Language, text, null, recipient.ToCustomer ? OutcomeOf(input) : null));
        }

        if (aim is MailAim.Customer && record.Recipients.IsEmpty && OutcomeOf(input) is { OnFailed: { } failed } nobody)
            effects.Add(MailOutcomes.Failed(failed, nobody.CorrelationKey, mail));
        effects.AddRange(Clocks(record.Clocks, input, now));
        return StepOutcome.With(effects.ToImmutable());
    }

    private static MailAim? AimOf(StepInput input) => input.Header("to") switch
    {
        "customer" => new MailAim.Customer(OwnCase),
        "assignee" => new MailAim.Assignee(),
        "supervisor" => new MailAim.Supervisor(),
        _ => null,
    };

    private static MailLinks LinksOf(MailFacts facts, MailAim aim, StepInput input, DateTimeOffset now)
    {
        var links = aim is MailAim.Customer
            ? MailLinks.ForCase(input.HeaderList("links"), facts.Site, input, facts.Recipients.FirstOrDefault()?.Key, now)
            : MailLinks.None;
        return facts.Task is { } task ? links.With("task", facts.Site.Link($"/tasks/{task.Key}")) : links;
    }

    private static MailMessages? OutcomeOf(StepInput input) => input.Variables.Text("caseNumber") is { } number
        ? new MailMessages(number, input.Header("onDelivered"), input.Header("onFailed") ?? MailFailed)
        : null;

    private IEnumerable<StepEffect> Clocks(ImmutableArray<RunningClock> clocks, StepInput input, DateTimeOffset now)
    {
        if (input.Header("stopClock") is { } stopped)
        {
            foreach (var effect in ClockFacts.Stop(clocks, stopped)) yield return effect;
            if (stopped == ClockFacts.FirstResponse) yield return new StepEffect.ChangeCase(new CaseChange { FirstResponseAt = now });
        }

        if (input.Header("pauseClock") is not { } paused) yield break;
        foreach (var effect in ClockFacts.Pause(clocks, paused, calendars, now)) yield return effect;
        yield return new StepEffect.ChangeCase(new CaseChange { Status = CaseStatus.WaitingForCustomer });
    }
}
