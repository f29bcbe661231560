using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>One of us was in touch with a customer, or tried to be.</summary>
/// <param name="Channel">One of <see cref="DomainRules.Channels"/>.</param>
/// <param name="Inbound">The customer came to us.</param>
/// <param name="IsReached">False for an attempt: nobody picked up.</param>
/// <param name="PersonKey">Who it was.</param>
/// <param name="Username">The same person.</param>
/// <param name="At">When; null for just now.</param>
/// <param name="Text">What came of it.</param>
internal sealed record PersonContact(
    string Channel, bool Inbound, bool IsReached, long PersonKey, string Username, DateTimeOffset? At, string? Text);

/// <summary>
/// Puts a person's contact with a customer on file, in the commit of the case's turn. The first one is the first response: it stops that
/// clock at the time of the contact, not of the typing. An attempt is a note among colleagues and stops nothing.
/// </summary>
internal sealed class PersonContacts(CaseInteractions interactions, KeyBlocks keys)
{
    public async Task NoteAsync(
        InstanceTurn turn, CaseRow about, PersonContact contact, string elementId, long elementInstanceKey, CancellationToken cancellationToken)
    {
        var at = contact.At is { } said && said < turn.Now ? said : turn.Now;
        if (!contact.IsReached)
        {
            turn.Db.Add(new CommentRow
            {
                Key = await keys.NextAsync(cancellationToken), InstanceKey = turn.InstanceKey, WrittenBy = contact.Username, WrittenAt = at,
                Text = contact.Text is { Length: > 0 } text
                    ? ContactTexts.NotReachedNote.With(Words.Channel(contact.Channel), text)
                    : ContactTexts.NotReachedAlone.With(Words.Channel(contact.Channel)),
            });
            return;
        }

        var exchange = new NewInteraction(contact.Channel, contact.Inbound, at, contact.PersonKey, contact.Text);
        await interactions.AddAsync(turn, about, exchange, cancellationToken);
        // Nobody responds before there is something to respond to, whatever was typed.
        var respondedAt = at < about.ReceivedAt ? about.ReceivedAt : at;
        // A customer who calls and reaches somebody has heard from us too.
        var clocks = await ClockFacts.ReadAsync(turn.Db, turn.InstanceKey, cancellationToken);
        ImmutableArray<StepEffect> effects =
        [
            .. clocks.Where(clock => clock.Name == ClockFacts.FirstResponse).Select(clock => new StepEffect.StopClock(clock.Name, respondedAt)),
        ];
        if (about.FirstResponseAt is null)
            effects = effects.Add(new StepEffect.ChangeCase(new CaseChange { FirstResponseAt = respondedAt }));
        if (!effects.IsEmpty) await turn.WriteAsync(effects, elementId, elementInstanceKey, cancellationToken);
    }

    public static Task<CaseRow?> CaseAsync(InstanceTurn turn, CancellationToken cancellationToken) =>
        turn.Db.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.InstanceKey == turn.InstanceKey, cancellationToken);
}
