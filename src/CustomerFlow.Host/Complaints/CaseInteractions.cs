using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;

namespace CustomerFlow.Host.Complaints;

/// <summary>An exchange with a customer about a case.</summary>
/// <param name="Channel">One of <see cref="DomainRules.Channels"/>.</param>
/// <param name="Inbound">The customer came to us.</param>
/// <param name="At">When it took place.</param>
/// <param name="PersonKey">Who spoke for us; null when the customer wrote by a link.</param>
/// <param name="Text">What was said; null when nothing was written down.</param>
internal sealed record NewInteraction(string Channel, bool Inbound, DateTimeOffset At, long? PersonKey, string? Text);

/// <summary>Puts an exchange with the customer on file, in the commit of a turn of its case.</summary>
internal sealed class CaseInteractions(SubjectKeys subjects, KeyBlocks keys)
{
    public const int TextCharactersMax = 4000;

    /// <summary>A case without a customer has nobody to file it under; its text stays out once the customer was erased.</summary>
    public async Task AddAsync(InstanceTurn turn, CaseRow about, NewInteraction said, CancellationToken cancellationToken)
    {
        if (about.CustomerKey is not { } customerKey) return;
        var subject = about.ContactKey ?? customerKey;
        var dataKey = await subjects.OpenAsync(turn.Db, subject, cancellationToken);
        turn.Db.Add(new Interaction
        {
            Key = await keys.NextAsync(cancellationToken),
            CustomerKey = customerKey,
            ContactKey = about.ContactKey,
            CaseKey = about.InstanceKey,
            Channel = said.Channel,
            Inbound = said.Inbound,
            At = said.At,
            PersonKey = said.PersonKey,
            SealedFor = subject,
            TextSealed = dataKey.IsErased ? null : FieldProtector.Seal(dataKey, ComplaintColumns.Interaction, said.Text),
        });
    }
}
