using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Records;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Puts contacts on file and changes them. What is sealed is sealed again with every change.</summary>
internal sealed class ChangeContact(
    CustomerFlowDb db, KeyBlocks keys, SubjectKeys subjects, ContactVault vault, BusinessClock clock, CurrentPerson me,
    RecordChecks checks, RecordRules rules, WaitingChanges waiting)
{
    private const string ConsentSource = "manual";

    private RecordAuthor Author => new(me.Actor, me.Scope.PersonKey);

    /// <summary>What the form shows: the record, and over it what waits for its check, so that it can be gone on with.</summary>
    public async Task<ContactFields?> FieldsAsync(long key, CancellationToken cancellationToken)
    {
        var row = await db.Contacts.AsNoTracking().Include(contact => contact.Consents)
            .SingleOrDefaultAsync(contact => contact.Key == key && contact.ErasedAt == null, cancellationToken);
        if (row is null) return null;
        var details = ContactVault.Read(row, await subjects.OpenAsync(db, key, cancellationToken));
        var values = RecordFields.Of(row, details);
        foreach (var (field, value) in await waiting.ValuesAsync(db, key, cancellationToken)) values[field] = value;
        return new ContactFields
        {
            Name = values[RecordFields.Name],
            Roles = [.. RecordFields.Split(values[RecordFields.Roles])],
            Language = values[RecordFields.Language]!,
            PreferredChannel = row.PreferredChannel,
            Phone = values[RecordFields.Phone],
            Email = values[RecordFields.Email],
            MessageId = values[RecordFields.MessageId],
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
        var key = await keys.NextAsync(cancellationToken);
        if (await RefuseAsync(key, fields, cancellationToken) is { } refused) return refused;
        return await checks.RunAsync(customerKey, isNew: false, Author, async turn =>
        {
            var contact = new Contact { Key = key, CustomerKey = customerKey };
            return await WriteAsync(turn, contact, isNew: true, fields, cancellationToken);
        }, cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, ContactFields fields, CancellationToken cancellationToken)
    {
        var stored = await db.Contacts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.ErasedAt == null, cancellationToken);
        if (stored is null) return new Saving.NotFound();
        if (stored.Revision != fields.Revision) return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        if (await RefuseAsync(key, fields, cancellationToken) is { } refused) return refused;
        var details = ContactVault.Read(stored, await subjects.OpenAsync(db, key, cancellationToken));
        var plan = await PlanAsync(db, stored, details, fields, cancellationToken);
        if (plan.NeedsCheck)
        {
            return await checks.RunAsync(
                stored.CustomerKey, isNew: false, Author, turn => ChangeAsync(turn, key, fields, cancellationToken), cancellationToken);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var saving = await ChangeAsync(new RecordTurn(db, clock.Now, null), key, fields, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return saving;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        }
    }

    private async Task<Saving?> RefuseAsync(long key, ContactFields fields, CancellationToken cancellationToken)
    {
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        return !fields.IsKnownElsewhere && await IsElsewhereAsync(key, fields, cancellationToken)
            ? new Saving.Refused(nameof(fields.IsKnownElsewhere), ContactFormTexts.KnownElsewhere)
            : null;
    }

    private async Task<Saving> ChangeAsync(RecordTurn turn, long key, ContactFields fields, CancellationToken cancellationToken)
    {
        var contact = await turn.Db.Contacts.AsTracking().Include(row => row.Consents)
            .SingleOrDefaultAsync(row => row.Key == key && row.ErasedAt == null, cancellationToken);
        if (contact is null) return new Saving.NotFound();
        return contact.Revision == fields.Revision
            ? await WriteAsync(turn, contact, isNew: false, fields, cancellationToken)
            : new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
    }

    private async Task<FieldPlan> PlanAsync(
        CustomerFlowDb db, Contact contact, ContactDetails details, ContactFields fields, CancellationToken cancellationToken)
    {
        var tier = await db.Customers.Where(row => row.Key == contact.CustomerKey).Select(row => row.Tier).SingleAsync(cancellationToken);
        return FieldPlan.Of(
            RecordFields.Of(contact, details), RecordFields.Of(fields), await waiting.ValuesAsync(db, contact.Key, cancellationToken),
            await rules.MarkedAsync(RecordFields.Contact, tier, cancellationToken), contact.VerifiedAt is not null);
    }

    private async Task<Saving> WriteAsync(
        RecordTurn turn, Contact contact, bool isNew, ContactFields fields, CancellationToken cancellationToken)
    {
        var dataKey = await subjects.OpenAsync(turn.Db, contact.Key, cancellationToken);
        var stored = ContactVault.Read(contact, dataKey);
        var plan = await PlanAsync(turn.Db, contact, stored, fields, cancellationToken);
        if (turn.CheckKey is null) plan = plan.AtOnce();
        var (before, typed) = (RecordFields.Of(contact, stored), RecordFields.Of(fields));
        var like = new RecordChange
        {
            CustomerKey = contact.CustomerKey, RecordKey = contact.Key, Record = RecordFields.Contact, Field = "",
            InstanceKey = turn.CheckKey ?? 0, EnteredByKey = me.Scope.PersonKey,
        };
        await waiting.WriteAsync(turn, like, plan, before, typed, cancellationToken);
        var after = plan.After(before, typed);
        var customer = await turn.Db.Customers.Where(row => row.Key == contact.CustomerKey).Select(row => row.Name)
            .SingleAsync(cancellationToken);
        contact.Rename(after[RecordFields.Name]!, customer);
        (contact.Roles, contact.Language) = (RecordFields.Split(after[RecordFields.Roles]), after[RecordFields.Language]!);
        contact.PreferredChannel = CustomerRules.Given(fields.PreferredChannel);
        contact.LeftAt = fields.HasLeft ? contact.LeftAt ?? turn.Now : null;
        vault.Write(contact, dataKey, new ContactDetails(
            after[RecordFields.Phone], after[RecordFields.Email], after[RecordFields.MessageId], CustomerRules.Given(fields.Notes)));
        if (isNew) turn.Db.Add(contact);
        Consent(turn.Db, contact, fields.Consents, turn.Now);
        var changed = after.Where(pair => isNew ? pair.Value is not null : before[pair.Key] != pair.Value)
            .Select(pair => pair.Key).ToList();
        await FieldAges.NoteAsync(turn.Db, contact.Key, changed, me.Scope.PersonKey, turn.Now, cancellationToken);
        return new Saving.Saved(contact.CustomerKey) { Record = contact.Key, Note = RecordTexts.NoteOf(plan, contact.VerifiedAt is not null) };
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

    private static void Consent(CustomerFlowDb db, Contact contact, List<string> purposes, DateTimeOffset now)
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
