using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Customers;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>What a contact sees of the own details: enough to recognise them, too little for a stranger who finds the link.</summary>
internal sealed record MaskedDetails(string Name, string? Phone, string? Email, string? MessageId, DateTimeOffset? AnsweredAt)
{
    private const char Mask = '*';
    private const int PhoneEnd = 4;

    public static MaskedDetails Of(string name, ContactDetails details, DateTimeOffset? answeredAt) => new(
        Head(name, 1), details.Phone is { } phone ? Tail(phone) : null, details.Email is { } email ? Address(email) : null,
        details.MessageId is { } messageId ? Head(messageId, 2) : null, answeredAt);

    private static string Head(string text, int kept)
    {
        var runes = text.EnumerateRunes().ToList();
        var shown = string.Concat(runes.Take(kept).Select(rune => rune.ToString()));
        return runes.Count <= kept ? shown : shown + new string(Mask, 3);
    }

    private static string Tail(string phone) =>
        new string(Mask, 3) + (phone.Length <= PhoneEnd ? "" : phone[^PhoneEnd..]);

    private static string Address(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? Head(email, 1) : Head(email[..at], 1) + email[at..];
    }
}

/// <summary>What the form about the own details holds; an empty field means that it is right as it is.</summary>
internal sealed class DetailsInput
{
    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? MessageId { get; set; }

    public bool IsEmpty => CustomerRules.Given(Name) is null && CustomerRules.Given(Phone) is null && CustomerRules.Given(Email) is null
        && CustomerRules.Given(MessageId) is null;
}

/// <summary>
/// Takes what a contact says about the own details. Confirmed fields are stamped at once; corrections wait for a check like any other
/// change, and the update that asked goes on in the same commit. A link is answered once.
/// </summary>
internal sealed class OwnDetails(
    DbPool pool, ProcessTurns turns, RecordChecks checks, WaitingChanges waiting, SubjectKeys subjects)
{
    public const string Confirmed = "confirmed";
    public const string Corrected = "corrected";

    private const string Answered = "details-answered";

    // The update may be on its way to where it waits.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Reads only.</summary>
    public async Task<MaskedDetails?> ReadAsync(PublicLink link, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        var contact = await db.Contacts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == link.ContactKey && row.ErasedAt == null, cancellationToken);
        if (contact is null) return null;
        var dataKeys = await subjects.OpenManyAsync(db, [contact.Key], cancellationToken);
        return MaskedDetails.Of(contact.Name, ContactVault.Read(contact, dataKeys[contact.Key]), link.AnsweredAt);
    }

    /// <summary>All of it is right. False when the link was answered before.</summary>
    public Task<bool> ConfirmAsync(PublicLink link, CancellationToken cancellationToken) =>
        turns.RunAsync(link.InstanceKey!.Value, TurnActor.Of(null, AccessScope.Link(link.Key)), async turn =>
        {
            if (!turn.Exists || !await MarkAsync(turn.Db, link, Confirmed, turn.Now, cancellationToken)) return false;
            var contact = await turn.Db.Contacts.AsNoTracking().SingleAsync(row => row.Key == link.ContactKey, cancellationToken);
            await StampAsync(new RecordTurn(turn.Db, turn.Now, null), contact, [], cancellationToken);
            await TellAsync(turn, link, cancellationToken);
            return true;
        }, cancellationToken);

    /// <summary>Something has changed. False when the link was answered before.</summary>
    public async Task<bool> CorrectAsync(PublicLink link, DetailsInput said, CancellationToken cancellationToken)
    {
        var author = new RecordAuthor(TurnActor.Of(null, AccessScope.Link(link.Key)), null);
        await using var db = pool.Open(AccessScope.Link(link.Key));
        var customerKey = await db.Contacts.Where(row => row.Key == link.ContactKey).Select(row => row.CustomerKey)
            .SingleAsync(cancellationToken);
        var saving = await checks.RunAsync(customerKey, isNew: false, author, async turn =>
        {
            if (!await MarkAsync(turn.Db, link, Corrected, turn.Now, cancellationToken)) return new Saving.NotFound();
            var contact = await turn.Db.Contacts.AsTracking().SingleAsync(row => row.Key == link.ContactKey, cancellationToken);
            await WaitAsync(turn, contact, said, cancellationToken);
            if (turn.Turn is { } instance) await TellAsync(instance, link, cancellationToken);
            return new Saving.Saved(contact.Key);
        }, cancellationToken);
        return saving is Saving.Saved;
    }

    private async Task WaitAsync(RecordTurn turn, Contact contact, DetailsInput said, CancellationToken cancellationToken)
    {
        var details = ContactVault.Read(contact, await subjects.OpenAsync(turn.Db, contact.Key, cancellationToken));
        var before = RecordFields.Of(contact, details);
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        Say(RecordFields.Name, said.Name);
        Say(RecordFields.Phone, said.Phone);
        Say(RecordFields.Email, said.Email);
        Say(RecordFields.MessageId, said.MessageId);
        var like = new RecordChange
        {
            CustomerKey = contact.CustomerKey, RecordKey = contact.Key, Record = RecordFields.Contact, Field = "",
            InstanceKey = turn.CheckKey ?? 0,
        };
        // A stranger with the link must not be able to change anything, so all of it waits, marked or not, checked or not.
        var plan = FieldPlan.Of(
            before, typed, await waiting.ValuesAsync(turn.Db, contact.Key, cancellationToken), typed.Keys.ToHashSet(StringComparer.Ordinal),
            isVerified: true);
        await waiting.WriteAsync(turn, like, plan, before, typed, cancellationToken);
        turn.Db.Entry(contact).Property(row => row.Revision).IsModified = true;
        await StampAsync(turn, contact, typed.Keys, cancellationToken);

        void Say(string field, string? value)
        {
            if (CustomerRules.Given(value) is { } given) typed[field] = given;
        }
    }

    private async Task StampAsync(RecordTurn turn, Contact contact, IEnumerable<string> except, CancellationToken cancellationToken)
    {
        var details = ContactVault.Read(contact, await subjects.OpenAsync(turn.Db, contact.Key, cancellationToken));
        var pending = (await waiting.ValuesAsync(turn.Db, contact.Key, cancellationToken)).Keys;
        string[] shown = [RecordFields.Name, .. RecordFields.Addresses];
        var fields = RecordFields.Of(contact, details).Where(pair => pair.Value is not null && shown.Contains(pair.Key))
            .Select(pair => pair.Key).Except(except).Except(pending).ToList();
        var since = await turn.Db.Customers.Where(row => row.Key == contact.CustomerKey).Select(row => row.CreatedAt)
            .SingleAsync(cancellationToken);
        await RecordAges.ConfirmAsync(turn.Db, contact.Key, fields, new Confirmation(null, since, turn.Now), cancellationToken);
    }

    // The row lock lets one of two through.
    private static async Task<bool> MarkAsync(
        CustomerFlowDb db, PublicLink link, string answer, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.PublicLinks.Where(row => row.Key == link.Key && row.AnsweredAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Answer, answer).SetProperty(row => row.AnsweredAt, now), cancellationToken) == 1;

    private static async Task TellAsync(InstanceTurn turn, PublicLink link, CancellationToken cancellationToken)
    {
        var number = await turn.Db.Set<CaseRow>().Where(row => row.InstanceKey == link.InstanceKey).Select(row => row.Number)
            .SingleOrDefaultAsync(cancellationToken);
        if (number is not null) turn.Publish(Answered, number, FeelContext.Empty, KeptFor);
    }
}
