using CustomerFlow.Data.Workflows.Turns;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>
/// Hands open tasks of absent people to their deputies, and back to the groups where there is no deputy who could take them. Every
/// change has its line in the history. Set-based: an absence of one person may concern hundreds of tasks.
/// </summary>
public sealed class AbsenceCover
{
    // A deputy who is away too, has left, or may not have the task, is none. A task without groups stays: nobody else would see it.
    private static readonly string Redirect =
        $"""
        with away as (
            select t.key, t.assignee, d.user_name as deputy
            from customerflow.user_task t
            join customerflow.person p on p.user_name = t.assignee
            join customerflow.absence a on a.person_key = p.key and $2 between a.first_day and a.last_day
            left join customerflow.person d on d.key = a.deputy_key and d.active
                and not exists (select from customerflow.absence b where b.person_key = d.key and $2 between b.first_day and b.last_day)
                and not coalesce({TaskRules.IsBarred("t", "d.user_name")}, false)
            where t.state = 1 and ($1::bigint[] is null or t.key = any($1))
                and (d.key is not null or cardinality(t.candidate_groups) > 0)),
        changed as (
            update customerflow.user_task t set assignee = away.deputy, revision = t.revision + 1 from away
            where t.key = away.key and t.state = 1 and t.assignee = away.assignee
            returning t.instance_key, t.element_id, t.element_instance_key, away.assignee as absent, away.deputy)
        insert into customerflow.element_event (instance_key, kind, element_id, element_instance_key, at, detail)
        select instance_key, 7, element_id, element_instance_key, $3,
            json_strip_nulls(json_build_object('from', absent, 'to', deputy, 'reason', 'absent')) from changed
        """;

    private readonly TurnTools tools;

    internal AbsenceCover(TurnTools tools) => this.tools = tools;

    /// <summary>All open tasks of people who are absent on a day. Repeating it changes nothing more.</summary>
    /// <param name="day">The day in the company's time zone.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>How many tasks changed hands.</returns>
    public async Task<int> HandOverAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(Redirect);
        command.Parameters.Add(new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        command.Parameters.AddWithValue(day);
        command.Parameters.AddWithValue(tools.Clock.Now);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The same for tasks that open in this batch.</summary>
    internal static void AddTo(NpgsqlBatch batch, IReadOnlyList<UserTaskRow> opened, DateOnly day, DateTimeOffset now)
    {
        var assigned = opened.Where(task => task.Assignee is not null).Select(task => task.Key).ToArray();
        if (assigned.Length == 0) return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Redirect)
        {
            Parameters = { new() { Value = assigned }, new() { Value = day }, new() { Value = now } },
        });
    }
}
