using Npgsql;

namespace CustomerFlow.Data.Workflows;

/// <summary>Looks for rows that contradict each other. An empty report is what "one commit" promises (PRODUCT N2).</summary>
public sealed class Reconcile(NpgsqlDataSource dataSource)
{
    private const int FindingsMax = 100;

    // Each rule selects the keys of rows that should not exist together.
    private static readonly (string Rule, string Sql)[] Rules =
    [
        ("an ended instance with open tasks",
            "select t.key from customerflow.user_task t join customerflow.instance i on i.key = t.instance_key " +
            "where t.state = 1 and i.status <> 1"),
        ("an ended instance with open jobs",
            "select j.key from customerflow.job j join customerflow.instance i on i.key = j.instance_key " +
            "where j.state in (1, 5) and i.status <> 1"),
        ("an ended instance with timers",
            "select t.key from customerflow.timer t join customerflow.instance i on i.key = t.instance_key where i.status <> 1"),
        ("an ended instance that waits for messages",
            "select s.key from customerflow.message_subscription s join customerflow.instance i on i.key = s.instance_key " +
            "where i.status <> 1"),
        ("an ended instance that waits for signals",
            "select s.key from customerflow.signal_subscription s join customerflow.instance i on i.key = s.instance_key " +
            "where i.status <> 1"),
        ("open work without an instance",
            "select t.key from customerflow.user_task t where t.state = 1 and not exists (" +
            "select from customerflow.instance i where i.key = t.instance_key) " +
            "union all select t.key from customerflow.timer t where not exists (select from customerflow.instance i " +
            "where i.key = t.instance_key)"),
        ("a task that is done without an end in the history",
            "select t.key from customerflow.user_task t where t.state = 2 and not exists (" +
            "select from customerflow.element_event e where e.instance_key = t.instance_key " +
            "and e.element_instance_key = t.element_instance_key and e.kind in (2, 3)) and not exists (" +
            "select from customerflow.element_event e where e.instance_key = t.instance_key " +
            "and e.element_instance_key = t.element_instance_key " +
            "and e.kind = 1 and exists (select from customerflow.incident n where n.instance_key = t.instance_key " +
            "and n.resolved_at is null))"),
        ("an open task whose element has ended",
            "select t.key from customerflow.user_task t where t.state = 1 and exists (" +
            "select from customerflow.element_event e where e.instance_key = t.instance_key " +
            "and e.element_instance_key = t.element_instance_key and e.kind in (2, 3))"),
        ("a timer whose element has ended",
            "select t.key from customerflow.timer t where exists (" +
            "select from customerflow.element_event e where e.instance_key = t.instance_key " +
            "and e.element_instance_key = t.element_instance_key and e.kind in (2, 3))"),
        ("two open tasks of one element",
            "select min(key) from customerflow.user_task where state = 1 group by element_instance_key having count(*) > 1"),
        ("a revision that is not the number of turns",
            "select i.key from customerflow.instance i where i.revision <> (" +
            "select count(*) from customerflow.turn_log l where l.instance_key = i.key)"),
        ("a wrong count of open incidents",
            "select i.key from customerflow.instance i where i.open_incidents <> (" +
            "select count(*) from customerflow.incident n where n.instance_key = i.key and n.resolved_at is null)"),
        ("an instance that never began and has nothing that begins it",
            "select i.key from customerflow.instance i where i.revision = 0 and i.status = 1 and not exists (" +
            "select from customerflow.instance_event e where e.instance_key = i.key)"),
        ("an ended child whose caller was not told",
            "select c.key from customerflow.instance c join customerflow.instance p on p.key = c.parent_key " +
            "where c.status in (2, 4) and p.status = 1 and exists (" +
            "select from customerflow.element_event e where e.instance_key = p.key " +
            "and e.element_instance_key = c.parent_element_instance_key " +
            "and e.kind = 1) and not exists (" +
            "select from customerflow.element_event e where e.instance_key = p.key " +
            "and e.element_instance_key = c.parent_element_instance_key " +
            "and e.kind in (2, 3)) and not exists (select from customerflow.instance_event e where e.instance_key = p.key) " +
            "and p.open_incidents = 0"),
        ("a complaint without a case",
            "select c.instance_key from customerflow.complaint c where not exists (" +
            "select from customerflow.instance i where i.key = c.instance_key)"),
        ("a case without its instance",
            "select c.instance_key from customerflow.\"case\" c where not exists (" +
            "select from customerflow.instance i where i.key = c.instance_key)"),
        ("two running clocks of one name",
            "select min(instance_key) from customerflow.case_clock where stopped_at is null " +
            "group by instance_key, name having count(*) > 1"),
        ("a mail twice",
            "select min(key) from customerflow.outgoing_mail " +
            "group by element_instance_key, purpose, audience, recipient_key having count(*) > 1"),
        ("a mail of an instance that does not exist",
            "select m.key from customerflow.outgoing_mail m where m.instance_key is not null and not exists (" +
            "select from customerflow.instance i where i.key = m.instance_key)"),
        ("a message that went to nobody's instance",
            "select c.message_key from customerflow.message_correlation c where not exists (" +
            "select from customerflow.instance i where i.key = c.instance_key)"),
    ];

    /// <summary>What is looked for; a test damages a row for each.</summary>
    internal static IEnumerable<string> RuleNames => Rules.Select(rule => rule.Rule);

    /// <summary>The contradictions, at most a hundred per rule; empty when all is well.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // One picture for all rules: else a turn that commits in between looks like a contradiction.
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        foreach (var (rule, sql) in Rules)
        {
            await using var command = new NpgsqlCommand($"{sql} limit {FindingsMax}", connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) findings.Add(new Finding(rule, reader.GetInt64(0)));
        }

        return findings;
    }
}

/// <summary>One contradiction.</summary>
/// <param name="Rule">What should not be.</param>
/// <param name="Key">A row that is so.</param>
public sealed record Finding(string Rule, long Key);
