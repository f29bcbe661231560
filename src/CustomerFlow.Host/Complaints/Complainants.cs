using System.Buffers.Binary;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Finds the customer and contact behind a complaint by the addresses given, or puts them on file.</summary>
/// <remarks>
/// What somebody says about himself on a form is never written over what is on file: addresses that do not all belong to the
/// contact found make a contact of their own at the same customer.
/// </remarks>
internal sealed class Complainants(BlindIndex index, ContactVault vault, SubjectKeys subjects, KeyBlocks keys)
{
    public async Task<(Customer Customer, Contact Contact)> FindOrAddAsync(
        CustomerFlowDb db, NewComplaint complaint, string newNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (complaint.ContactKey is { } contactKey)
        {
            var chosen = await db.Contacts.SingleAsync(row => row.Key == contactKey, cancellationToken);
            return (await db.Customers.SingleAsync(row => row.Key == chosen.CustomerKey, cancellationToken), chosen);
        }

        var said = complaint.Contact!;
        var (email, phone) = (index.Email(said.Email), index.Phone(said.Phone));
        await LockAsync(db, [email, phone], cancellationToken);
        var known = await db.Contacts
            .Where(row =>
                row.ErasedAt == null && row.LeftAt == null && (complaint.CustomerKey == null || row.CustomerKey == complaint.CustomerKey)
                && ((email != null && row.EmailIndex == email) || (phone != null && row.PhoneIndex == phone)))
            .OrderBy(row => row.Key).ToListAsync(cancellationToken);
        var same = known.Find(row => Fits(row.EmailIndex, email) && Fits(row.PhoneIndex, phone));
        // An e-mail address belongs to one person more often than a phone number does.
        var near = same ?? known.Find(row => Fits(row.EmailIndex, email)) ?? known.FirstOrDefault();
        var customerKey = complaint.CustomerKey ?? near?.CustomerKey;
        var customer = customerKey is { } key
            ? await db.Customers.SingleAsync(row => row.Key == key, cancellationToken)
            : await AddCustomerAsync(db, complaint, newNumber, now, cancellationToken);
        return (customer, same ?? await AddContactAsync(db, customer, complaint, cancellationToken));
    }

    private static bool Fits(byte[]? onFile, byte[]? said) => said is null || (onFile is not null && onFile.AsSpan().SequenceEqual(said));

    /// <summary>Two complaints of one newcomer at once must not make two customers.</summary>
    private static async Task LockAsync(CustomerFlowDb db, byte[]?[] addresses, CancellationToken cancellationToken)
    {
        foreach (var lockKey in addresses.OfType<byte[]>().Select(address => BinaryPrimitives.ReadInt64BigEndian(address)).Order())
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({lockKey})", cancellationToken);
    }

    private async Task<Customer> AddCustomerAsync(
        CustomerFlowDb db, NewComplaint complaint, string newNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var customer = new Customer
        {
            Key = await keys.NextAsync(cancellationToken),
            Number = newNumber,
            Kind = "person",
            Source = "complaint",
            Language = complaint.Language!,
            CreatedAt = now,
        }.Rename(complaint.Contact!.Name!.Trim());
        db.Add(customer);
        return customer;
    }

    private async Task<Contact> AddContactAsync(
        CustomerFlowDb db, Customer customer, NewComplaint complaint, CancellationToken cancellationToken)
    {
        var said = complaint.Contact!;
        var contact = new Contact
        {
            Key = await keys.NextAsync(cancellationToken),
            CustomerKey = customer.Key,
            Language = complaint.Language!,
        }.Rename(said.Name!.Trim(), customer.Name);
        var dataKey = await subjects.OpenAsync(db, contact.Key, cancellationToken);
        vault.Write(contact, dataKey, new ContactDetails(Given(said.Phone), Given(said.Email), null, null));
        db.Add(contact);
        return contact;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
