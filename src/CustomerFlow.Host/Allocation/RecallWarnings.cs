using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Host.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Allocation;

/// <summary>
/// The mails that warn an owner before a customer goes back to the pool: one per customer and silence. The key of the mail names both,
/// so that a second run sends nothing and the recall can see that it went out.
/// </summary>
internal sealed class RecallWarnings(
    DbPool pool, StaffMails mails, StaffMailText texts, PublicAddress address, IOptions<AppOptions> options)
{
    private const string Purpose = "recall-warning";
    private const int NoticeDaysMin = 1;

    private static readonly Text Mail = new(
        """
        # {{ customer }} 将退回公海

        {{ reader }}，您好：

        您已有较长时间没有联系客户 **{{ customer }}**。如果在 {{ day }} 前仍未联系，系统会把它退回公海，由其他同事领取。

        联系客户并登记后，这一期限重新计算。

        [打开客户]({{ link }})
        """,
        """
        # {{ customer }} will go back to the public pool

        Hello {{ reader }},

        You have not been in touch with **{{ customer }}** for a long time. Unless you are before {{ day }}, the customer goes back to the
        public pool, where colleagues can claim it.

        A contact that you log starts the time anew.

        [Open the customer]({{ link }})
        """);

    public async Task<int> SendAsync(
        IReadOnlyList<DormantCustomer> customers, DateOnly today, CancellationToken cancellationToken)
    {
        if (customers.Count == 0) return 0;
        var owners = customers.Select(customer => customer.OwnerKey).Distinct().ToList();
        await using var db = pool.Open(AccessScope.System(PoolRecall.Id));
        var readers = await StaffReader.Of(db).Where(reader => owners.Contains(reader.Key))
            .ToDictionaryAsync(reader => reader.Key, cancellationToken);
        return await mails.QueueAsync(
            [.. customers.Where(customer => readers.ContainsKey(customer.OwnerKey))
                .Select(customer => Write(customer, readers[customer.OwnerKey], today))], cancellationToken);
    }

    /// <summary>Whether the owner had the warning for at least a day; somebody who has left needs none.</summary>
    public async Task<bool> WasSentAsync(DormantCustomer customer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = KeyOf(customer);
        var before = now.AddDays(-NoticeDaysMin);
        await using var db = pool.Open(AccessScope.System(PoolRecall.Id));
        return await db.Set<OutgoingMailRow>().AnyAsync(
                mail => mail.ElementInstanceKey == key && mail.Purpose == Purpose && mail.RecipientKey == customer.OwnerKey
                    && mail.QueuedAt <= before, cancellationToken)
            || !await db.People.AnyAsync(person => person.Key == customer.OwnerKey && person.Active, cancellationToken);
    }

    private StaffMail Write(DormantCustomer customer, StaffReader reader, DateOnly today)
    {
        // A table that was shortened takes nobody by surprise: there is always a day left.
        var day = customer.RecallOn > today ? customer.RecallOn : today.AddDays(NoticeDaysMin);
        var isChinese = Languages.Parse(reader.Language) == Language.Zh;
        var text = texts.Render(reader, Mail, new Dictionary<string, string>
        {
            ["customer"] = customer.Name,
            ["day"] = isChinese
                ? day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture) : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            ["link"] = address.Link(string.Create(CultureInfo.InvariantCulture, $"/customers/{customer.Key}")),
        });
        return new StaffMail(KeyOf(customer), Purpose, reader.Key, reader.Language, text);
    }

    /// <summary>Customer and day of the last contact in one number: keys stay far below the billions that this leaves room for.</summary>
    private long KeyOf(DormantCustomer customer) =>
        (customer.Key * DaysOfKey) + options.Value.DayOf(customer.LastContactAt).DayNumber;

    private const long DaysOfKey = 10_000_000;
}
