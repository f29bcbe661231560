using System.Collections.Immutable;
using System.Globalization;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Mail;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// <c>cf:escalate</c>: the task's priority rises and the next level is told. Headers: <c>task</c>, <c>mail</c>, <c>priority</c>.
/// </summary>
internal sealed class EscalateStep(MailFactsReader reader) : InlineStep<MailFacts>("cf:escalate")
{
    private const int PriorityMax = 100;

    public override Task<MailFacts> ReadAsync(StepReader stepReader, StepInput input, CancellationToken cancellationToken) =>
        reader.ReadAsync(stepReader.Db, input, new MailAim.Supervisor(), cancellationToken);

    public override StepOutcome Decide(MailFacts record, StepInput input, DateTimeOffset now)
    {
        if (input.Header("task") is not { } elementId) return new StepOutcome.Failed("The header \"task\" is missing.");
        if (input.Header("mail") is not { } mail) return new StepOutcome.Failed("The header \"mail\" is missing.");
        if (!int.TryParse(input.Header("priority"), NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            || priority > PriorityMax)
            return new StepOutcome.Failed("The header \"priority\" must be a whole number from 0 to 100.");
        // Done in the same moment in which it became overdue.
        if (record.Task is not { } task) return StepOutcome.With();
        var links = MailLinks.None.With("task", record.Site.Link($"/tasks/{task.Key}"));
        var writer = new MailWriter(record, input, now);
        var effects = ImmutableArray.Create<StepEffect>(new StepEffect.RaiseTasks(elementId, priority));
        foreach (var recipient in record.Recipients)
        {
            if (writer.Write(mail, recipient, links.Values) is not { } text)
                return new StepOutcome.Failed($"The release has no mail \"{mail}\" in the language \"{recipient.Language}\".");
            effects = effects.Add(new StepEffect.QueueMail(mail, false, recipient.Key, recipient.Language, text, null, null));
        }

        return StepOutcome.With(effects);
    }
}
