using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Instances;

/// <summary>One failure that waits for help.</summary>
internal sealed record FailureLine(
    long Key, long InstanceKey, string ProcessId, long ProcessDefinitionKey, string ElementId, string Message, DateTimeOffset CreatedAt,
    string? CaseNumber);

/// <summary>Reads failures; operators see those of all cases, but nothing of what the cases are about.</summary>
internal sealed class FailureQueries(CustomerFlowDb db)
{
    public async Task<PageOf<FailureLine>> ListAsync(string? search, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var open = Open();
        if (after is not null) open = open.Where(row => row.Key > after.Key);
        if (search is not null)
        {
            var pattern = Paging.Containing(search);
            open = open.Where(row => EF.Functions.ILike(row.Message, pattern) || EF.Functions.ILike(row.ElementId, pattern)
                || EF.Functions.ILike(row.ProcessId, pattern)
                || db.Set<CaseRow>().Any(found => found.InstanceKey == row.InstanceKey && EF.Functions.ILike(found.Number, pattern)));
        }

        var rows = await Lines(open.OrderBy(row => row.Key).Take(size + 1)).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    public async Task<IReadOnlyList<FailureLine>> OfInstanceAsync(long instanceKey, CancellationToken cancellationToken) =>
        await Lines(Open().Where(row => row.InstanceKey == instanceKey).OrderBy(row => row.Key).Take(RequestLimits.PageSize))
            .ToListAsync(cancellationToken);

    /// <summary>Failures of the same step with the same message: one cause, so one retry for all.</summary>
    public async Task<IReadOnlyList<long>> LikeAsync(long key, int countMax, CancellationToken cancellationToken)
    {
        var one = await Open().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (one is null) return [];
        return await Open().Where(row => row.ProcessId == one.ProcessId && row.ElementId == one.ElementId && row.Message == one.Message)
            .OrderBy(row => row.Key).Select(row => row.Key).Take(countMax).ToListAsync(cancellationToken);
    }

    private IQueryable<IncidentRow> Open() => db.Set<IncidentRow>().AsNoTracking().Where(row => row.ResolvedAt == null);

    private IQueryable<FailureLine> Lines(IQueryable<IncidentRow> rows) =>
        from row in rows
        join known in db.Set<CaseRow>() on row.InstanceKey equals known.InstanceKey into cases
        from found in cases.DefaultIfEmpty()
        orderby row.Key
        select new FailureLine(
            row.Key, row.InstanceKey, row.ProcessId, row.ProcessDefinitionKey, row.ElementId, row.Message, row.CreatedAt, found!.Number);
}
