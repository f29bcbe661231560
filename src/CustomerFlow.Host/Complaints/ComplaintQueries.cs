using CustomerFlow.Data;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Which complaints a list shows; null leaves a question open.</summary>
internal sealed record ComplaintFilter(bool? Open, string? Category, string? Severity, long? CustomerKey, string? Search);

/// <summary>A complaint as lists and programs see it: no text of the customer but the subject, no address.</summary>
internal sealed record ComplaintLine(
    string Number, long Key, long ProcessInstanceKey, string Subject, string Category, string Severity, decimal? Amount, string Channel,
    string Language, long CustomerKey, string Status, string? Outcome, string? Owner, DateTimeOffset ReceivedAt, DateTimeOffset EnteredAt,
    DateTimeOffset? DueAt, DateTimeOffset? FirstResponseAt, DateTimeOffset? ClosedAt, bool Restricted);

/// <summary>Reads complaints; the context keeps to the person's sight and leaves out what is hidden from that person.</summary>
internal sealed class ComplaintQueries(CustomerFlowDb db)
{
    public async Task<PageOf<ComplaintLine>> ListAsync(
        ComplaintFilter filter, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var sources = Sources();
        if (filter.Open is { } open) sources = sources.Where(source => source.Case.ClosedAt == null == open);
        if (filter.Category is { } category) sources = sources.Where(source => source.Complaint.Category == category);
        if (filter.Severity is { } severity) sources = sources.Where(source => source.Complaint.Severity == severity);
        if (filter.CustomerKey is { } customer) sources = sources.Where(source => source.Complaint.CustomerKey == customer);
        if (filter.Search is { } search)
        {
            var pattern = Paging.Containing(search);
            sources = sources.Where(source =>
                EF.Functions.ILike(source.Case.Number, pattern) || EF.Functions.ILike(source.Complaint.Subject, pattern));
        }

        // Keys come from blocks and are no order of time; they only tell equal times apart.
        if (after?.At is { } at)
        {
            sources = sources.Where(source => source.Case.ReceivedAt < at
                || (source.Case.ReceivedAt == at && source.Case.InstanceKey < after.Key));
        }

        var rows = await Lines(sources.OrderByDescending(source => source.Case.ReceivedAt)
            .ThenByDescending(source => source.Case.InstanceKey).Take(size + 1)).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(row.ReceivedAt, row.Key).ToString());
    }

    public Task<ComplaintLine?> FindAsync(long key, CancellationToken cancellationToken) =>
        Lines(Sources().Where(source => source.Complaint.InstanceKey == key)).SingleOrDefaultAsync(cancellationToken);

    public Task<ComplaintLine?> FindAsync(string number, CancellationToken cancellationToken) =>
        Lines(Sources().Where(source => source.Case.Number == number)).SingleOrDefaultAsync(cancellationToken);

    private IQueryable<Source> Sources() =>
        from complaint in db.Complaints.AsNoTracking()
        join row in db.Set<CaseRow>().AsNoTracking() on complaint.InstanceKey equals row.InstanceKey
        select new Source { Complaint = complaint, Case = row };

    private static IQueryable<ComplaintLine> Lines(IQueryable<Source> sources) => sources.Select(source => new ComplaintLine(
        source.Case.Number, source.Complaint.InstanceKey, source.Complaint.InstanceKey, source.Complaint.Subject,
        source.Complaint.Category, source.Complaint.Severity, source.Complaint.Amount, source.Complaint.Channel,
        source.Complaint.Language, source.Complaint.CustomerKey, source.Case.Status, source.Case.Outcome, source.Case.Owner,
        source.Complaint.ReceivedAt, source.Complaint.EnteredAt, source.Case.DueAt, source.Case.FirstResponseAt,
        source.Case.ClosedAt, source.Complaint.Restricted));

    /// <summary>Filters stand on the rows: a condition on the finished line cannot become SQL.</summary>
    private sealed class Source
    {
        public required Complaint Complaint { get; init; }

        public required CaseRow Case { get; init; }
    }
}
