using CustomerFlow.Data;
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
    public async Task<PageOf<ComplaintLine>> ListAsync(ComplaintFilter filter, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var lines = Lines();
        if (filter.Open is { } open) lines = lines.Where(line => line.ClosedAt == null == open);
        if (filter.Category is { } category) lines = lines.Where(line => line.Category == category);
        if (filter.Severity is { } severity) lines = lines.Where(line => line.Severity == severity);
        if (filter.CustomerKey is { } customer) lines = lines.Where(line => line.CustomerKey == customer);
        if (filter.Search is { } search)
        {
            var pattern = Paging.Containing(search);
            lines = lines.Where(line => EF.Functions.ILike(line.Number, pattern) || EF.Functions.ILike(line.Subject, pattern));
        }

        if (after is not null) lines = lines.Where(line => line.Key < after.Key);
        var rows = await lines.OrderByDescending(line => line.Key).Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    public Task<ComplaintLine?> FindAsync(long key, CancellationToken cancellationToken) =>
        Lines().SingleOrDefaultAsync(line => line.Key == key, cancellationToken);

    public Task<ComplaintLine?> FindAsync(string number, CancellationToken cancellationToken) =>
        Lines().SingleOrDefaultAsync(line => line.Number == number, cancellationToken);

    private IQueryable<ComplaintLine> Lines() =>
        from complaint in db.Complaints.AsNoTracking()
        join row in db.Set<CaseRow>().AsNoTracking() on complaint.InstanceKey equals row.InstanceKey
        select new ComplaintLine(
            row.Number, complaint.InstanceKey, complaint.InstanceKey, complaint.Subject, complaint.Category, complaint.Severity,
            complaint.Amount, complaint.Channel, complaint.Language, complaint.CustomerKey, row.Status, row.Outcome, row.Owner,
            complaint.ReceivedAt, complaint.EnteredAt, row.DueAt, row.FirstResponseAt, row.ClosedAt, complaint.Restricted);
}
