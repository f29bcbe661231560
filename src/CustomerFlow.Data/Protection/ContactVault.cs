using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Protection;

/// <summary>What is sealed of a contact, opened.</summary>
public sealed record ContactDetails(string? Phone, string? Email, string? MessageId, string? Notes);

/// <summary>Writes and reads the sealed columns of contacts together with what they are found by.</summary>
public sealed class ContactVault(BlindIndex index)
{
    /// <summary>Seals the details into the contact, each with its blind indexes.</summary>
    /// <param name="contact">The row to change.</param>
    /// <param name="key">The data key of <see cref="Contact.Key"/>.</param>
    /// <param name="details">What to keep.</param>
    public void Write(Contact contact, DataKey key, ContactDetails details)
    {
        CheckOwner(contact, key);
        contact.PhoneSealed = FieldProtector.Seal(key, "contact.phone", details.Phone);
        contact.PhoneIndex = index.Phone(details.Phone);
        contact.PhoneEndIndex = index.PhoneEnd(details.Phone);
        contact.EmailSealed = FieldProtector.Seal(key, "contact.email", details.Email);
        contact.EmailIndex = index.Email(details.Email);
        contact.MessageIdSealed = FieldProtector.Seal(key, "contact.message_id", details.MessageId);
        contact.MessageIdIndex = index.MessageId(details.MessageId);
        contact.NotesSealed = FieldProtector.Seal(key, "contact.notes", details.Notes);
    }

    /// <summary>Opens the details; all null once the contact was erased.</summary>
    public static ContactDetails Read(Contact contact, DataKey key)
    {
        CheckOwner(contact, key);
        return new ContactDetails(
            FieldProtector.Open(key, "contact.phone", contact.PhoneSealed),
            FieldProtector.Open(key, "contact.email", contact.EmailSealed),
            FieldProtector.Open(key, "contact.message_id", contact.MessageIdSealed),
            FieldProtector.Open(key, "contact.notes", contact.NotesSealed));
    }

    /// <summary>Contacts with exactly this phone number, however it is written.</summary>
    public IQueryable<Contact> WithPhone(IQueryable<Contact> contacts, string phone) =>
        index.Phone(phone) is { } hash ? contacts.Where(contact => contact.PhoneIndex == hash) : contacts.Where(contact => false);

    /// <summary>Contacts whose phone number ends with these four digits.</summary>
    public IQueryable<Contact> WithPhoneEnding(IQueryable<Contact> contacts, string digits) =>
        index.PhoneEnd(digits) is { } hash ? contacts.Where(contact => contact.PhoneEndIndex == hash) : contacts.Where(contact => false);

    /// <summary>Contacts with exactly this e-mail address, whatever its case.</summary>
    public IQueryable<Contact> WithEmail(IQueryable<Contact> contacts, string email) =>
        index.Email(email) is { } hash ? contacts.Where(contact => contact.EmailIndex == hash) : contacts.Where(contact => false);

    /// <summary>Contacts with exactly this message-app id.</summary>
    public IQueryable<Contact> WithMessageId(IQueryable<Contact> contacts, string messageId) =>
        index.MessageId(messageId) is { } hash
            ? contacts.Where(contact => contact.MessageIdIndex == hash)
            : contacts.Where(contact => false);

    /// <summary>
    /// Erases a contact: destroys the data key, so that nothing sealed for the contact opens again, here or in a backup, and empties
    /// what is not sealed. Do-not-contact marks stay, since they hold only a hash. Call it within a transaction.
    /// </summary>
    public static async Task EraseAsync(CustomerFlowDb db, long contactKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await SubjectKeys.DestroyAsync(db, contactKey, now, cancellationToken);
        var contact = await db.Contacts.Include(c => c.Consents).SingleAsync(c => c.Key == contactKey, cancellationToken);
        contact.Rename("", "");
        contact.Roles = [];
        contact.Consents.Clear();
        contact.ErasedAt = now;
        contact.PhoneSealed = contact.PhoneIndex = contact.PhoneEndIndex = null;
        contact.EmailSealed = contact.EmailIndex = null;
        contact.MessageIdSealed = contact.MessageIdIndex = null;
        contact.NotesSealed = null;

        // Hidden complaints are erased as well, whoever asks for it: the right belongs to the customer.
        var complaints = db.Complaints.IgnoreQueryFilters().Where((Complaint complaint) => complaint.SealedFor == contactKey);
        await foreach (var complaint in complaints.AsAsyncEnumerable().WithCancellation(cancellationToken))
            complaint.Subject = "";
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void CheckOwner(Contact contact, DataKey key)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(key);
        if (contact.Key != key.Subject)
            throw new ArgumentException("The key belongs to another contact.", nameof(key));
    }
}
