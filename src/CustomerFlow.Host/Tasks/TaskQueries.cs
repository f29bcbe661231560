using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tasks;

/// <summary>Which open tasks a list shows.</summary>
internal enum TaskView
{
    Mine,
    Groups,
    All,
}

/// <summary>One row of the inbox.</summary>
internal sealed record TaskLine(
    long Key, long ProcessDefinitionKey, string ElementId, string Name, DateTimeOffset? DueAt, string? Assignee, string[] Groups,
    short Priority, string? CaseNumber, string? CaseTitle, string? CustomerName, string? Tier)
{
    public ListPlace Place => new(DueAt, Key);
}

/// <summary>One kind of task: a step of one version of a workflow.</summary>
internal sealed record TaskKind(long ProcessDefinitionKey, string ElementId)
{
    public string Id => $"{ProcessDefinitionKey}/{ElementId}";
}

/// <summary>What is searched for, and the kinds of tasks whose name holds it.</summary>
internal sealed record TaskSearch(string Text, IReadOnlyList<string> Kinds);

/// <summary>How many open tasks there are, counted up to a limit: nobody reads further, and counting costs.</summary>
internal sealed record TaskCounts(int Mine, int Groups, int MineOverdue)
{
    public const int CountedMax = 999;

    public static string Text(int count) =>
        count > CountedMax ? string.Concat(Display.Count(CountedMax), "+") : Display.Count(count);
}

/// <summary>Reads tasks as the signed-in person may see them: nothing hidden from that person, nothing beyond the scope.</summary>
internal sealed class TaskQueries(CustomerFlowDb db, CurrentPerson me)
{
    private const int KindsMax = 500;

    /// <summary>Open tasks, the one that is due first on top; those without a due time last.</summary>
    public async Task<PageOf<TaskLine>> ListAsync(
        TaskView view, TaskSearch? search, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var tasks = view == TaskView.Groups && search is null
            ? GroupTasks.First(db, me, after, size + 1)
            : Behind(InView(Open(), view), after);
        var lines =
            from task in tasks
            join found in db.Set<CaseRow>() on task.InstanceKey equals found.InstanceKey into cases
            from caseRow in cases.DefaultIfEmpty()
            join known in db.Set<Customer>() on caseRow!.CustomerKey equals known.Key into customers
            from customer in customers.DefaultIfEmpty()
            select new { Task = task, Case = caseRow, Customer = customer };
        if (search is not null)
        {
            var pattern = Paging.Containing(search.Text);
            var kinds = search.Kinds;
#pragma warning disable CA1305 // It becomes SQL: no locale is asked.
            lines = lines.Where(line => kinds.Contains(line.Task.ProcessDefinitionKey.ToString() + "/" + line.Task.ElementId)
                || EF.Functions.ILike(line.Task.Name, pattern)
                || EF.Functions.ILike(line.Case!.Number, pattern) || EF.Functions.ILike(line.Case.Title, pattern)
                || EF.Functions.ILike(line.Customer!.Name, pattern));
#pragma warning restore CA1305
        }

        var rows = await lines.OrderBy(line => line.Task.DueAt).ThenBy(line => line.Task.Key).Take(size + 1)
            .Select(line => new TaskLine(
                line.Task.Key, line.Task.ProcessDefinitionKey, line.Task.ElementId, line.Task.Name, line.Task.DueAt, line.Task.Assignee,
                line.Task.CandidateGroups, line.Task.Priority, line.Case!.Number, line.Case.Title, line.Customer!.Name, line.Customer.Tier))
            .AsNoTracking().ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => row.Place.ToString());
    }

    /// <summary>The kinds of open tasks there are; with many versions of many workflows the newest ones.</summary>
    public async Task<IReadOnlyList<TaskKind>> KindsAsync(CancellationToken cancellationToken) =>
        await Open().Select(task => new { task.ProcessDefinitionKey, task.ElementId }).Distinct()
            .OrderByDescending(kind => kind.ProcessDefinitionKey).ThenBy(kind => kind.ElementId).Take(KindsMax)
            .Select(kind => new TaskKind(kind.ProcessDefinitionKey, kind.ElementId)).ToListAsync(cancellationToken);

    public async Task<TaskCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = InView(Open(), TaskView.Mine);
        return new TaskCounts(
            await CountAsync(mine, cancellationToken),
            await CountAsync(GroupTasks.First(db, me, null, TaskCounts.CountedMax + 1), cancellationToken),
            await CountAsync(mine.Where(task => task.DueAt < now), cancellationToken));
    }

    private static IQueryable<UserTaskRow> Behind(IQueryable<UserTaskRow> tasks, ListPlace? after) => after switch
    {
        null => tasks,
        { At: { } due } =>
            tasks.Where(task => task.DueAt > due || (task.DueAt == due && task.Key > after.Key) || task.DueAt == null),
        _ => tasks.Where(task => task.DueAt == null && task.Key > after.Key),
    };

    private static Task<int> CountAsync(IQueryable<UserTaskRow> tasks, CancellationToken cancellationToken) =>
        tasks.Take(TaskCounts.CountedMax + 1).CountAsync(cancellationToken);

    /// <summary>A task in any state, or null when it does not exist or this person may not see it.</summary>
    public Task<UserTaskRow?> FindAsync(long key, CancellationToken cancellationToken) =>
        InView(Visible(), TaskView.All).AsNoTracking().SingleOrDefaultAsync(task => task.Key == key, cancellationToken);

    public async Task<IReadOnlyList<UserTaskRow>> OfInstanceAsync(long instanceKey, CancellationToken cancellationToken) =>
        await InView(Open(), TaskView.All).AsNoTracking().Where(task => task.InstanceKey == instanceKey)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Key).Take(RequestLimits.PageSize).ToListAsync(cancellationToken);

    private IQueryable<UserTaskRow> Open() => Visible().Where(task => task.State == UserTaskState.Open);

    private IQueryable<UserTaskRow> Visible()
    {
        var person = me.Scope.PersonKey;
        return db.Set<UserTaskRow>().Where(task =>
            !db.Set<HiddenCase>().Any(hidden => hidden.InstanceKey == task.InstanceKey && hidden.PersonKey == person));
    }

    private IQueryable<UserTaskRow> InView(IQueryable<UserTaskRow> tasks, TaskView view)
    {
        var (username, teams, colleagues) = (me.Username, me.Teams, me.Scope.TeamKeys.ToArray());
        return view switch
        {
            TaskView.Mine => tasks.Where(task => task.Assignee == username),
            TaskView.Groups => tasks.Where(task => task.Assignee == null
                && (task.CandidateGroups.Any(group => teams.Contains(group)) || task.CandidateUsers.Contains(username))),
            _ when me.Scope.Reach == AccessReach.All => tasks,
            _ when me.Scope.Reach == AccessReach.Team => tasks.Where(task =>
                task.Assignee == username || task.CandidateUsers.Contains(username)
                    || task.CandidateGroups.Any(group => teams.Contains(group))
                || db.TeamMembers.Any(member => colleagues.Contains(member.TeamKey)
                    && db.People.Any(person => person.Key == member.PersonKey && person.UserName == task.Assignee))),
            _ => tasks.Where(task => task.Assignee == username || (task.Assignee == null
                && (task.CandidateUsers.Contains(username) || task.CandidateGroups.Any(group => teams.Contains(group))))),
        };
    }
}
