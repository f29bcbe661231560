using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>A do-not-contact mark as a page shows it; one per channel and purpose, whatever number of addresses it covers.</summary>
internal sealed record MarkLine(string Channel, string Purpose, DateTimeOffset From, DateTimeOffset? Until, string Source);

/// <summary>Do-not-contact marks on the addresses of a contact. They name no contact, so they outlive every change of the record.</summary>
internal sealed class ContactMarks(CustomerFlowDb db, KeyBlocks keys, BusinessClock clock)
{
    private const string EnteredByHand = "manual";

    private static readonly string[] MailChannels = ["mail", DomainRules.Everything];
    private static readonly string[] MessageChannels = ["message", DomainRules.Everything];

    /// <summary>All addresses of a contact, as the marks know them.</summary>
    public static IEnumerable<byte[]> AddressesOf(Contact contact)
    {
        if (contact.PhoneIndex is { } phone) yield return phone;
        if (contact.EmailIndex is { } email) yield return email;
        if (contact.MessageIdIndex is { } messageId) yield return messageId;
    }

    public async Task<IReadOnlyList<MarkLine>> OfAsync(long contactKey, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.AsNoTracking().SingleAsync(row => row.Key == contactKey, cancellationToken);
        var addresses = AddressesOf(contact).ToList();
        var now = clock.Now;
        return await db.DoNotContacts.AsNoTracking()
            .Where(mark => addresses.Contains(mark.AddressIndex) && (mark.HoldsUntil == null || mark.HoldsUntil > now))
            .GroupBy(mark => new { mark.Channel, mark.Purpose, mark.Source })
            .Select(same => new MarkLine(
                same.Key.Channel, same.Key.Purpose, same.Min(mark => mark.HoldsFrom), same.Max(mark => mark.HoldsUntil), same.Key.Source))
            .ToListAsync(cancellationToken);
    }

    /// <summary>From now on the contact's addresses must not be used over this channel for this purpose.</summary>
    public async Task<Saving> AddAsync(long contactKey, string? channel, string? purpose, CancellationToken cancellationToken)
    {
        if (channel is null || (channel != DomainRules.Everything && !DomainRules.Channels.Contains(channel)))
            return new Saving.Refused(nameof(channel), ContactFormTexts.MarkChannelMissing);
        if (purpose is null || !DomainRules.ContactPurposes.Contains(purpose))
            return new Saving.Refused(nameof(purpose), ContactFormTexts.MarkPurposeMissing);
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Key == contactKey, cancellationToken) is not { } contact)
            return new Saving.NotFound();
        var addresses = Covered(contact, channel).ToList();
        if (addresses.Count == 0) return new Saving.Refused(nameof(channel), ContactFormTexts.MarkNoAddress);
        var now = clock.Now;
        var held = await db.DoNotContacts.Forbidding(addresses, channel, purpose, now).Select(mark => mark.AddressIndex)
            .ToListAsync(cancellationToken);
        foreach (var address in addresses.Where(address => !held.Exists(known => known.AsSpan().SequenceEqual(address))))
        {
            db.Add(new DoNotContact
            {
                Key = await keys.NextAsync(cancellationToken), AddressIndex = address, Channel = channel, Purpose = purpose,
                HoldsFrom = now, Source = EnteredByHand,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return new Saving.Saved(contactKey);
    }

    /// <summary>The person allowed it again: the marks end now and stay in the record of what held when.</summary>
    public async Task<Saving> EndAsync(long contactKey, string? channel, string? purpose, CancellationToken cancellationToken)
    {
        if (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Key == contactKey, cancellationToken) is not { } contact)
            return new Saving.NotFound();
        var addresses = AddressesOf(contact).ToList();
        var now = clock.Now;
        var marks = await db.DoNotContacts.AsTracking()
            .Where(mark => addresses.Contains(mark.AddressIndex) && mark.Channel == channel && mark.Purpose == purpose
                && (mark.HoldsUntil == null || mark.HoldsUntil > now))
            .ToListAsync(cancellationToken);
        foreach (var mark in marks) mark.HoldsUntil = now;
        await db.SaveChangesAsync(cancellationToken);
        return new Saving.Saved(contactKey);
    }

    private static IEnumerable<byte[]> Covered(Contact contact, string channel)
    {
        if (MailChannels.Contains(channel) && contact.EmailIndex is { } email) yield return email;
        if (MessageChannels.Contains(channel) && contact.MessageIdIndex is { } messageId) yield return messageId;
        if (channel is not ("mail" or "message") && contact.PhoneIndex is { } phone) yield return phone;
    }
}
