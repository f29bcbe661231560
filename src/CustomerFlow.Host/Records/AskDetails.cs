using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>A colleague has a contact asked by mail whether the own details are still right.</summary>
internal sealed class AskDetails(CustomerFlowDb db, RecordUpdates updates, BusinessClock clock, CurrentPerson me)
{
    public async Task<Saving> RunAsync(long contactKey, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == contactKey && row.ErasedAt == null, cancellationToken);
        if (contact is null) return new Saving.NotFound();
        if (contact.EmailIndex is not { } index || contact.LeftAt is not null) return new Saving.Refused("", DetailsTexts.AskNoAddress);
        var isForbidden = await db.DoNotContacts
            .Forbidding([index], AskDetailsStep.Channel, AskDetailsStep.ContactPurpose, clock.Now).AnyAsync(cancellationToken);
        if (isForbidden) return new Saving.Refused("", DetailsTexts.AskForbidden);
        return await updates.StartAsync(contact.CustomerKey, contactKey, RecordUpdates.AskByMail, me.Actor, cancellationToken) switch
        {
            UpdateOutcome.Started => new Saving.Saved(contactKey),
            UpdateOutcome.AlreadyOpen => new Saving.Refused("", DetailsTexts.AskOpen),
            _ => new Saving.Refused("", DetailsTexts.AskNotPossible),
        };
    }
}
