using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Instances;

/// <summary>Which cases a list shows.</summary>
internal enum CaseView
{
    Open,
    Overdue,
    Closed,
    All,
}

internal sealed record CaseFilter(CaseView View, string? Type, bool MineOnly, string? Search);

/// <summary>One row of the case list.</summary>
internal sealed record CaseLine(
    long InstanceKey, string Number, string Type, string Title, string Status, string? Owner, DateTimeOffset? DueAt,
    DateTimeOffset ReceivedAt, DateTimeOffset? ClosedAt, string? CustomerName, string? Tier, int OpenIncidents)
{
    /// <summary>The newest on top. Keys come from blocks and are no order of time; here they only tell equal times apart.</summary>
    public ListPlace Place => new(ReceivedAt, InstanceKey);

    /// <summary>Its target waits, for the customer say.</summary>
    public bool IsPaused { get; init; }
}

/// <summary>What a page shows of a case beside other things.</summary>
internal sealed record CaseSummary(
    long InstanceKey, string Number, string Type, string Title, string Status, string? Outcome, short Priority, string? Owner, string? Team,
    DateTimeOffset ReceivedAt, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? FirstResponseAt, DateTimeOffset? ClosedAt,
    bool IsRestricted)
{
    /// <summary>Its target waits, for the customer say.</summary>
    public bool IsPaused { get; init; }

    public CustomerCard? Customer { get; init; }
}

/// <summary>What a page shows of the customer beside a case.</summary>
internal sealed record CustomerCard(long Key, string Number, string Name, string Kind, string Tier, string Stage)
{
    public string? Owner { get; init; }

    public string? ContactName { get; init; }

    public int OpenCases { get; init; }
}

/// <summary>Reads cases as the signed-in person may see them.</summary>
internal sealed class CaseQueries(CustomerFlowDb db, CurrentPerson me)
{
    private static readonly string[] Reach = [CustomerFlowDb.Filters.Reach];

    public async Task<PageOf<CaseLine>> ListAsync(
        CaseFilter filter, DateTimeOffset now, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var cases = Filtered(filter, now);
        if (after?.At is { } at)
            cases = cases.Where(row => row.ReceivedAt < at || (row.ReceivedAt == at && row.InstanceKey < after.Key));
        var rows = await (
            from row in cases
            join instance in db.Set<InstanceRow>() on row.InstanceKey equals instance.Key
            join known in db.Set<Customer>() on row.CustomerKey equals known.Key into customers
            from customer in customers.DefaultIfEmpty()
            orderby row.ReceivedAt descending, row.InstanceKey descending
            select new CaseLine(
                row.InstanceKey, row.Number, row.Type, row.Title, row.Status, row.Owner, row.DueAt, row.ReceivedAt, row.ClosedAt,
                customer!.Name, customer.Tier, instance.OpenIncidents)
            {
                IsPaused = Paused().Contains(row.InstanceKey),
            })
            .AsNoTracking().Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => row.Place.ToString());
    }

    public Task<int> CountAsync(CaseFilter filter, DateTimeOffset now, CancellationToken cancellationToken) =>
        Filtered(filter, now).CountAsync(cancellationToken);

    public async Task<IReadOnlyList<string>> TypesAsync(CancellationToken cancellationToken) =>
        await Visible().Select(row => row.Type).Distinct().OrderBy(type => type).ToListAsync(cancellationToken);

    /// <summary>False when there is no such case, or none that this person may see.</summary>
    public Task<bool> IsVisibleAsync(long instanceKey, CancellationToken cancellationToken) =>
        Visible().AnyAsync(row => row.InstanceKey == instanceKey, cancellationToken);

    /// <summary>Null when there is no such case, or none that this person may see.</summary>
    public async Task<CaseSummary?> SummaryAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var row = await Visible().AsNoTracking().SingleOrDefaultAsync(row => row.InstanceKey == instanceKey, cancellationToken);
        if (row is null) return null;
        return new CaseSummary(
            row.InstanceKey, row.Number, row.Type, row.Title, row.Status, row.Outcome, row.Priority, row.Owner, row.Team, row.ReceivedAt,
            row.OpenedAt, row.DueAt, row.FirstResponseAt, row.ClosedAt,
            await db.HiddenCases.AnyAsync(hidden => hidden.InstanceKey == instanceKey, cancellationToken))
        {
            IsPaused = await Paused().ContainsAsync(instanceKey, cancellationToken),
            Customer = row.CustomerKey is { } customerKey ? await CustomerAsync(customerKey, row.ContactKey, cancellationToken) : null,
        };
    }

    /// <summary>The cases of one customer, the newest on top.</summary>
    public async Task<IReadOnlyList<CaseLine>> OfCustomerAsync(long customerKey, CancellationToken cancellationToken) =>
        await OfCustomerAsync(
            await CustomerFamily.KeysAsync(db, customerKey, cancellationToken), DateTimeOffset.MaxValue, RequestLimits.PageSize,
            cancellationToken);

    /// <summary>Those of a customer with the records merged into it that were received before a moment.</summary>
    public async Task<IReadOnlyList<CaseLine>> OfCustomerAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int max, CancellationToken cancellationToken) =>
        await Visible().AsNoTracking().Where(row => family.Contains(row.CustomerKey!.Value) && row.ReceivedAt < until)
            .OrderByDescending(row => row.ReceivedAt).Take(max)
            .Select(row => new CaseLine(
                row.InstanceKey, row.Number, row.Type, row.Title, row.Status, row.Owner, row.DueAt, row.ReceivedAt, row.ClosedAt,
                null, null, 0)
            {
                IsPaused = Paused().Contains(row.InstanceKey),
            })
            .ToListAsync(cancellationToken);

    private async Task<CustomerCard?> CustomerAsync(long customerKey, long? contactKey, CancellationToken cancellationToken)
    {
        var contact = contactKey is null ? null : await db.Contacts.IgnoreQueryFilters(Reach).Where(row => row.Key == contactKey)
            .Select(row => row.Name)
            .SingleOrDefaultAsync(cancellationToken);
        var family = await CustomerFamily.KeysAsync(db, customerKey, cancellationToken);
        var openCases = await Visible().CountAsync(
            row => family.Contains(row.CustomerKey!.Value) && row.ClosedAt == null, cancellationToken);
        return await (
            // Who may see a case may see whose it is, also where the customer belongs to a colleague elsewhere.
            from customer in db.Customers.IgnoreQueryFilters(Reach)
            where customer.Key == customerKey
            join person in db.Set<Person>() on customer.OwnerKey equals person.Key into owners
            from owner in owners.DefaultIfEmpty()
            select new CustomerCard(customer.Key, customer.Number, customer.Name, customer.Kind, customer.Tier, customer.Stage)
            {
                Owner = owner!.UserName,
                ContactName = contact,
                OpenCases = openCases,
            }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    private IQueryable<CaseRow> Filtered(CaseFilter filter, DateTimeOffset now)
    {
        var username = me.Username;
        var cases = filter.View switch
        {
            CaseView.Open => Visible().Where(row => row.ClosedAt == null),
            CaseView.Overdue => Visible().Where(row => row.ClosedAt == null && row.DueAt < now && !Paused().Contains(row.InstanceKey)),
            CaseView.Closed => Visible().Where(row => row.ClosedAt != null),
            _ => Visible(),
        };
        if (filter.Type is { } type) cases = cases.Where(row => row.Type == type);
        if (filter.MineOnly) cases = cases.Where(row => row.Owner == username);
        if (filter.Search is not { } search) return cases;
        var pattern = Paging.Containing(search);
        return cases.Where(row => EF.Functions.ILike(row.Number, pattern) || EF.Functions.ILike(row.Title, pattern)
            || db.Set<Customer>().Any(customer => customer.Key == row.CustomerKey && EF.Functions.ILike(customer.Name, pattern)));
    }

    /// <summary>Cases whose shown due time is that of a target that waits with time left.</summary>
    private IQueryable<long> Paused() =>
        from row in db.Set<CaseRow>()
        join clock in db.Set<CaseClockRow>() on row.InstanceKey equals clock.InstanceKey
        where clock.DueAt == row.DueAt && clock.StoppedAt == null && clock.PausedAt != null && clock.LeftSeconds > 0
        select row.InstanceKey;

    private IQueryable<CaseRow> Visible()
    {
        var (person, username, teams) = (me.Scope.PersonKey, me.Username, me.Teams);
        var cases = db.Set<CaseRow>().Where(row =>
            !db.Set<HiddenCase>().Any(hidden => hidden.InstanceKey == row.InstanceKey && hidden.PersonKey == person));
        return me.Scope.Reach switch
        {
            AccessReach.All => cases,
            AccessReach.None => cases.Where(_ => false),
            AccessReach.Team => cases.Where(row => row.Owner == username || teams.Contains(row.Team!)
                || db.Set<UserTaskRow>().Any(task => task.InstanceKey == row.InstanceKey
                    && (task.Assignee == username || task.CandidateGroups.Any(group => teams.Contains(group))))
                || db.Set<Customer>().Any(customer => customer.Key == row.CustomerKey)),
            _ => cases.Where(row => row.Owner == username
                || db.Set<UserTaskRow>().Any(task => task.InstanceKey == row.InstanceKey && task.Assignee == username)
                || db.Set<Customer>().Any(customer => customer.Key == row.CustomerKey)),
        };
    }
}
