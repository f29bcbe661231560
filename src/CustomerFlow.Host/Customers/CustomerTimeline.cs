using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Allocation;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Something that happened with a customer. Pain is what a customer would remember as bad.</summary>
internal sealed record TimelineEntry(DateTimeOffset At, string Text)
{
    public string? Link { get; init; }

    /// <summary>The colleague who had a part in it.</summary>
    public string? By { get; init; }

    public bool IsPain { get; init; }
}

/// <summary>
/// Everything that happened with a customer, the newest first: cases, contacts made, surveys, mails that did not arrive, purchases. Each
/// source is read by its own index and keeps its own row filters, then they are merged.
/// </summary>
internal sealed class CustomerTimeline(
    CustomerFlowDb db, CaseQueries cases, TransferQueries transfers, PeopleNames names, Display display)
{
    private const int BadSatisfaction = 2;
    private const int DetractorMax = 6;

    public async Task<PageOf<TimelineEntry>> ReadAsync(
        CustomerDetail customer, DateTimeOffset? before, int size, CancellationToken cancellationToken)
    {
        var until = before ?? DateTimeOffset.MaxValue;
        var family = await CustomerFamily.KeysAsync(db, customer.Key, cancellationToken);
        List<TimelineEntry> entries =
        [
            .. await CasesAsync(family, until, size, cancellationToken),
            .. await ContactsAsync(family, until, size, cancellationToken),
            .. await SurveysAsync(family, until, size, cancellationToken),
            .. await AnswersAsync(family, until, size, cancellationToken),
            .. await LostMailsAsync(family, until, size, cancellationToken),
            .. await TransfersAsync(family, until, size, cancellationToken),
            .. await PurchasesAsync(family, until, size, cancellationToken),
        ];
        if (customer.CreatedAt < until)
            entries.Add(new(customer.CreatedAt, TimelineTexts.OnFile.With(CustomerTexts.SourceOf(customer.Source))));
        var sorted = entries.OrderByDescending(entry => entry.At).Take(size + 1).ToList();
        return Paging.Cut(sorted, size, entry => new ListPlace(entry.At, 0).ToString());
    }

    private async Task<IEnumerable<TimelineEntry>> CasesAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await cases.OfCustomerAsync(family, until, size + 1, cancellationToken);
        return rows.SelectMany(row => Moments(row).Where(entry => entry.At < until));
    }

    private static IEnumerable<TimelineEntry> Moments(CaseLine row)
    {
        var link = $"/cases/{row.InstanceKey}";
        yield return new(row.ReceivedAt, TimelineTexts.CaseReceived.With(Words.CaseType(row.Type), row.Number, row.Title))
        {
            Link = link, By = row.Owner, IsPain = row.Type == "complaint",
        };
        if (row.ClosedAt is { } closed)
        {
            var late = row.DueAt < closed;
            var text = late ? TimelineTexts.CaseClosedLate : TimelineTexts.CaseClosed;
            yield return new(closed, text.With(Words.CaseType(row.Type), row.Number)) { Link = link, By = row.Owner, IsPain = late };
        }
    }

    private async Task<IEnumerable<TimelineEntry>> ContactsAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in db.Interactions.AsNoTracking()
            where family.Contains(row.CustomerKey) && row.At < until
            join person in db.People on row.PersonKey equals person.Key into people
            from colleague in people.DefaultIfEmpty()
            orderby row.At descending
            select new { row.At, row.Channel, row.Inbound, row.CaseKey, By = colleague!.UserName }).Take(size + 1)
            .ToListAsync(cancellationToken);
        return rows.Select(row => new TimelineEntry(
            row.At, (row.Inbound ? CustomerTexts.Inbound : CustomerTexts.Outbound).With(Words.Channel(row.Channel)))
        {
            By = row.By, Link = row.CaseKey is { } key ? $"/cases/{key}" : null,
        });
    }

    private async Task<IEnumerable<TimelineEntry>> SurveysAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await db.SurveyInvitations.AsNoTracking()
            .Where(row => family.Contains(row.CustomerKey) && row.SentAt != null && row.SentAt < until)
            .OrderByDescending(row => row.SentAt).Take(size + 1)
            .Select(row => new { row.SentAt, row.CaseKey }).ToListAsync(cancellationToken);
        return rows.Select(row => new TimelineEntry(row.SentAt!.Value, TimelineTexts.SurveySent)
        {
            Link = row.CaseKey is { } key ? $"/cases/{key}" : null,
        });
    }

    private async Task<IEnumerable<TimelineEntry>> AnswersAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await db.SurveyResponses.AsNoTracking()
            .Where(row => family.Contains(row.CustomerKey) && row.SubmittedAt < until)
            .OrderByDescending(row => row.SubmittedAt).Take(size + 1)
            .Select(row => new { row.SubmittedAt, row.Satisfaction, row.Recommendation, row.CaseKey }).ToListAsync(cancellationToken);
        return rows.Select(row => new TimelineEntry(row.SubmittedAt, TimelineTexts.Answer(row.Satisfaction, row.Recommendation))
        {
            Link = row.CaseKey is { } key ? $"/cases/{key}" : null,
            IsPain = row.Satisfaction <= BadSatisfaction || row.Recommendation <= DetractorMax,
        });
    }

    private async Task<IEnumerable<TimelineEntry>> LostMailsAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await (
            from mail in db.Set<OutgoingMailRow>().AsNoTracking()
            where (mail.State == MailState.Failed || mail.State == MailState.Bounced) && mail.SettledAt != null && mail.SettledAt < until
            join contact in db.Contacts on mail.RecipientKey equals contact.Key
            where mail.Audience == MailAudience.Customer && family.Contains(contact.CustomerKey)
                && !db.HiddenCases.Any(hidden => hidden.InstanceKey == mail.InstanceKey && hidden.PersonKey == db.Scope.PersonKey)
            orderby mail.SettledAt descending
            select new { mail.SettledAt, mail.InstanceKey, contact.Name }).Take(size + 1).ToListAsync(cancellationToken);
        return rows.Select(row => new TimelineEntry(row.SettledAt!.Value, TimelineTexts.MailLost.With(row.Name)) { IsPain = true });
    }

    private async Task<IEnumerable<TimelineEntry>> TransfersAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await transfers.BeforeAsync(family, until, size + 1, cancellationToken);
        await names.LoadAsync(rows.SelectMany(row => new[] { row.From, row.To }), cancellationToken);
        return rows.Select(row => new TimelineEntry(
            row.At, TransferTexts.Moved.With(Holder(row.From), Holder(row.To), TransferTexts.Reason(row.Reason)))
        { By = row.By });

        string Holder(string? person) => person is null ? TransferTexts.Pool : names.Of(person);
    }

    private async Task<IEnumerable<TimelineEntry>> PurchasesAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var untilDay = until == DateTimeOffset.MaxValue ? DateOnly.MaxValue : display.DayOf(until);
        var rows = await db.Purchases.AsNoTracking().Where(row => family.Contains(row.CustomerKey) && row.BoughtOn <= untilDay)
            .OrderByDescending(row => row.BoughtOn).ThenByDescending(row => row.Key).Take(size + 1).ToListAsync(cancellationToken);
        return rows.Select(row => new TimelineEntry(
                display.StartOf(row.BoughtOn),
                TimelineTexts.Bought.With(row.Product, Display.Number(row.Quantity), Display.Number(row.Amount), row.Currency)))
            .Where(entry => entry.At < until);
    }
}
