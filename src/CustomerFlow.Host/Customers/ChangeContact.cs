using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Puts contacts on file and changes them. What is sealed is sealed again with every change.</summary>
internal sealed class ChangeContact(
    CustomerFlowDb db, KeyBlocks keys, SubjectKeys subjects, ContactVault vault, BusinessClock clock, CurrentPerson me)
{
    private const string ConsentSource = "manual";

    public async Task<ContactFields?> FieldsAsync(long key, CancellationToken cancellationToken)
    {
        var row = await db.Contacts.AsNoTracking().Include(contact => contact.Consents)
            .SingleOrDefaultAsync(contact => contact.Key == key && contact.ErasedAt == null, cancellationToken);
        if (row is null) return null;
        var details = ContactVault.Read(row, await subjects.OpenAsync(db, key, cancellationToken));
        return new ContactFields
        {
            Name = row.Name,
            Roles = [.. row.Roles],
            Language = row.Language,
            PreferredChannel = row.PreferredChannel,
            Phone = details.Phone,
            Email = details.Email,
            MessageId = details.MessageId,
            Notes = details.Notes,
            Consents = [.. row.Consents.Where(consent => consent.WithdrawnAt is null).Select(consent => consent.Purpose)],
            HasLeft = row.LeftAt is not null,
            Revision = row.Revision,
        };
    }

    /// <summary>The customer of a contact; null when there is none within reach.</summary>
    public Task<long?> CustomerOfAsync(long key, CancellationToken cancellationToken) =>
        db.Contacts.Where(contact => contact.Key == key && contact.ErasedAt == null).Select(contact => (long?)contact.CustomerKey)
            .SingleOrDefaultAsync(cancellationToken);

    public async Task<Saving> CreateAsync(long customerKey, ContactFields fields, CancellationToken cancellationToken)
    {
        if (!await db.Customers.AnyAsync(row => row.Key == customerKey, cancellationToken)) return new Saving.NotFound();
        var contact = new Contact { Key = await keys.NextAsync(cancellationToken), CustomerKey = customerKey };
        return await WriteAsync(contact, isNew: true, fields, cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, ContactFields fields, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.AsTracking().Include(row => row.Consents)
            .SingleOrDefaultAsync(row => row.Key == key && row.ErasedAt == null, cancellationToken);
        if (contact is null) return new Saving.NotFound();
        if (contact.Revision != fields.Revision) return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        return await WriteAsync(contact, isNew: false, fields, cancellationToken);
    }

    private async Task<Saving> WriteAsync(Contact contact, bool isNew, ContactFields fields, CancellationToken cancellationToken)
    {
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (!fields.IsKnownElsewhere && await IsElsewhereAsync(contact.Key, fields, cancellationToken))
            return new Saving.Refused(nameof(fields.IsKnownElsewhere), ContactFormTexts.KnownElsewhere);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.Now;
        var dataKey = await subjects.OpenAsync(db, contact.Key, cancellationToken);
        var before = isNew ? new Dictionary<string, string?>() : Values(contact, ContactVault.Read(contact, dataKey));
        var details = new ContactDetails(
            CustomerRules.Given(fields.Phone), CustomerRules.Given(fields.Email), CustomerRules.Given(fields.MessageId),
            CustomerRules.Given(fields.Notes));
        var customer = await db.Customers.Where(row => row.Key == contact.CustomerKey).Select(row => row.Name)
            .SingleAsync(cancellationToken);
        contact.Rename(fields.Name!.Trim(), customer);
        (contact.Roles, contact.Language) = ([.. fields.Roles.Distinct()], fields.Language);
        contact.PreferredChannel = CustomerRules.Given(fields.PreferredChannel);
        contact.LeftAt = fields.HasLeft ? contact.LeftAt ?? now : null;
        vault.Write(contact, dataKey, details);
        if (isNew) db.Add(contact);
        Consent(contact, fields.Consents, now);
        var changed = Values(contact, details).Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => pair.Key).ToList();
        await FieldAges.NoteAsync(db, contact.Key, changed, me.Scope.PersonKey, now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        }

        return new Saving.Saved(contact.CustomerKey) { Record = contact.Key };
    }

    /// <summary>Somebody else, not merely out of sight: whoever enters a person twice should learn it, also across territories.</summary>
    private Task<bool> IsElsewhereAsync(long key, ContactFields fields, CancellationToken cancellationToken)
    {
        var others = db.Contacts.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach])
            .Where(row => row.Key != key && row.ErasedAt == null && row.LeftAt == null);
        var same = vault.WithPhone(others, fields.Phone ?? "").Select(row => row.Key)
            .Union(vault.WithEmail(others, fields.Email ?? "").Select(row => row.Key));
        return same.AnyAsync(cancellationToken);
    }

    private void Consent(Contact contact, List<string> purposes, DateTimeOffset now)
    {
        foreach (var consent in contact.Consents.Where(consent => !purposes.Contains(consent.Purpose)))
            consent.WithdrawnAt ??= now;
        foreach (var purpose in purposes.Distinct())
        {
            if (contact.Consents.FirstOrDefault(consent => consent.Purpose == purpose) is not { } known)
                db.Add(new ContactConsent { ContactKey = contact.Key, Purpose = purpose, GivenAt = now, Source = ConsentSource });
            else if (known.WithdrawnAt is not null)
                (known.GivenAt, known.WithdrawnAt, known.Source) = (now, null, ConsentSource);
        }
    }

    internal static Dictionary<string, string?> Values(Contact contact, ContactDetails details) => new(StringComparer.Ordinal)
    {
        ["name"] = contact.Name,
        ["phone"] = details.Phone,
        ["email"] = details.Email,
        ["message-id"] = details.MessageId,
        ["roles"] = string.Join(',', contact.Roles),
        ["language"] = contact.Language,
    };
}
