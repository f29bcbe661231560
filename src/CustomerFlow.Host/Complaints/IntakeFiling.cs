using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Public;

namespace CustomerFlow.Host.Complaints;

/// <summary>Files what a colleague has written down: as a new complaint, or as something more about an open case.</summary>
internal sealed class IntakeFiling(OpenComplaint open, AddInformation information, CurrentPerson me, CompanyTime time)
{
    private const int RequestKeyCharacters = 32;
    private const string Phone = "phone";

    /// <summary><see cref="InformationOutcome.NotFound"/> also when nothing was written down that could be added.</summary>
    public async Task<InformationOutcome> AppendAsync(long caseKey, IntakeInput input, CancellationToken cancellationToken)
    {
        var text = string.Join("\n", new[] { input.Subject?.Trim(), input.Description?.Trim() }.Where(part => !string.IsNullOrEmpty(part)));
        if (text.Length is 0 or > CaseInteractions.TextCharactersMax) return new InformationOutcome.NotFound();
        var said = new NewInteraction(DomainRules.Channels.Contains(input.Channel ?? "") ? input.Channel! : Phone, Inbound: true, default, me.Scope.PersonKey, text);
        return await information.RunAsync(caseKey, me.Actor, said, KeyOf(input), cancellationToken);
    }

    public async Task<OpenOutcome> OpenAsync(IntakeInput input, CancellationToken cancellationToken)
    {
        if (!TypedAmount.TryRead(input.Amount, out var amount))
            return new OpenOutcome.Invalid([new ComplaintProblem("amount", ComplaintTexts.AmountNotANumber)]);
        if (!time.TryRead(input.ReceivedAt, out var receivedAt))
            return new OpenOutcome.Invalid([new ComplaintProblem("receivedAt", ComplaintTexts.ReceivedNotATime)]);
        var complaint = new NewComplaint(
            input.Subject, input.Description, input.Category, input.Severity, amount, input.Channel, input.Language,
            new NewContact(input.Name, input.Email, input.Phone))
        {
            Product = input.Product,
            RemedyWanted = input.RemedyWanted,
            ReceivedAt = receivedAt,
            ContactKey = input.ContactKey,
            NamesEmployee = input.NamesEmployee || input.NamedPersonKey is not null,
            NamedPersonKey = input.NamedPersonKey,
            EnteredByKey = me.Scope.PersonKey,
        };
        var mark = KeyOf(input) is { } key ? RequestMark.Of($"intake {me.Actor.AuditName}", key, complaint) : null;
        return await open.RunAsync(complaint, me.Actor, mark, cancellationToken);
    }

    private static string? KeyOf(IntakeInput input) => input.RequestKey is { Length: RequestKeyCharacters } key ? key : null;
}
