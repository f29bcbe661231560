using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tasks;

/// <summary>The open tasks that nobody has and the person may take, in order of the inbox.</summary>
/// <remarks>
/// Written by hand because a search for "any of these groups" finds all of a hundred thousand tasks before it can sort them. There are
/// few different lists of groups, though: each is found by one step in the index, and in each the first tasks stand in order already.
/// </remarks>
internal static class GroupTasks
{
    // {0} the person, {1} username, {2} teams, {3} {4} {5} the place: a due time, the key at that time, the key of those without one,
    // {6} rows at most of each list.
    private const string Sql =
        """
        with recursive hidden as (select instance_key from customerflow.hidden_case where person_key = {0}),
        list (groups) as (
            (select candidate_groups from customerflow.user_task
             where state = 1 and assignee is null order by candidate_groups limit 1)
            union all
            select (select t.candidate_groups from customerflow.user_task t
                    where t.state = 1 and t.assignee is null and t.candidate_groups > list.groups order by t.candidate_groups limit 1)
            from list where list.groups is not null)
        select found.* from list cross join lateral (
            (select t.* from customerflow.user_task t
             where t.state = 1 and t.assignee is null and t.candidate_groups = list.groups
                and t.due_at >= {3} and (t.due_at > {3} or t.key > {4}) and t.instance_key not in (select instance_key from hidden)
             order by t.due_at, t.key limit {6})
            union all
            (select t.* from customerflow.user_task t
             where t.state = 1 and t.assignee is null and t.candidate_groups = list.groups
                and t.due_at is null and t.key > {5} and t.instance_key not in (select instance_key from hidden)
             order by t.due_at, t.key limit {6})) found
        where list.groups && {2}
        union all
        select t.* from customerflow.user_task t
        where t.state = 1 and t.assignee is null and t.candidate_users <> array[]::text[] and {1} = any(t.candidate_users)
            and not t.candidate_groups && {2} and (t.due_at > {3} or (t.due_at = {3} and t.key > {4}) or (t.due_at is null and t.key > {5}))
            and t.instance_key not in (select instance_key from hidden)
        """;

    /// <summary>The first ones behind a place; more than asked for, not sorted.</summary>
    public static IQueryable<UserTaskRow> First(CustomerFlowDb db, CurrentPerson me, ListPlace? after, int rows)
    {
        var due = after is null ? DateTimeOffset.MinValue : after.At ?? DateTimeOffset.MaxValue;
        var keyOfUndated = after is { At: null } ? after.Key : 0;
        return db.Set<UserTaskRow>().FromSqlRaw(
            Sql, me.Scope.PersonKey, me.Username, me.Teams, due, after?.Key ?? 0, keyOfUndated, rows);
    }
}
