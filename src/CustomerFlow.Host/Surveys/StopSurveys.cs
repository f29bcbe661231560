using System.Buffers.Binary;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>"No more surveys": marks the address behind a link. Asked again, it is already so.</summary>
internal sealed class StopSurveys(DbPool pool, KeyBlocks keys, BusinessClock clock)
{
    private const string MailChannel = "mail";
    private const string Source = "unsubscribe";

    public async Task RunAsync(PublicLink link, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var address = await db.Contacts.Where(row => row.Key == link.ContactKey).Select(row => row.EmailIndex)
            .SingleOrDefaultAsync(cancellationToken);
        // A contact whose address is gone gets no mail anyway.
        if (address is null) return;
        // The mail program and its reader may ask at once.
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(address)})", cancellationToken);
        if (await db.DoNotContacts.Forbidding([address], MailChannel, Invitations.Purpose, clock.Now).AnyAsync(cancellationToken)) return;
        db.Add(new DoNotContact
        {
            Key = await keys.NextAsync(cancellationToken), AddressIndex = address, Channel = MailChannel, Purpose = Invitations.Purpose,
            HoldsFrom = clock.Now, Source = Source,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
