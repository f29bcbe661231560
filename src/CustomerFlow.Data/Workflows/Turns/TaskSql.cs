using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Reads a task under its lock.</summary>
internal static class TaskSql
{
    public const string Columns =
        "key, instance_key, element_instance_key, element_id, process_definition_key, process_id, name, state, assignee, " +
        "candidate_groups, candidate_users, priority, due_at, follow_up_at, form_id, external_form_reference, headers::text, created_at, " +
        "ended_at, completed_by, revision";

    /// <summary>How many there are; a statement may read more behind them.</summary>
    public const int ColumnCount = 21;

    /// <summary>Under its lock, and whether the case is hidden from the person ($2) who asks.</summary>
    public const string Lock =
        $"""
        select {Columns}, $2 is not null and customerflow.is_hidden_from(t.instance_key, $2)
        from customerflow.user_task t where key = $1 for no key update of t
        """;

    public static UserTaskRow Read(NpgsqlDataReader reader) => new()
    {
        Key = reader.GetInt64(0),
        InstanceKey = reader.GetInt64(1),
        ElementInstanceKey = reader.GetInt64(2),
        ElementId = reader.GetString(3),
        ProcessDefinitionKey = reader.GetInt64(4),
        ProcessId = reader.GetString(5),
        Name = reader.GetString(6),
        State = (UserTaskState)reader.GetInt16(7),
        Assignee = reader.IsDBNull(8) ? null : reader.GetString(8),
        CandidateGroups = reader.GetFieldValue<string[]>(9),
        CandidateUsers = reader.GetFieldValue<string[]>(10),
        Priority = reader.GetInt16(11),
        DueAt = Time(reader, 12),
        FollowUpAt = Time(reader, 13),
        FormId = reader.IsDBNull(14) ? null : reader.GetString(14),
        ExternalFormReference = reader.IsDBNull(15) ? null : reader.GetString(15),
        Headers = reader.IsDBNull(16) ? null : reader.GetString(16),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(17),
        EndedAt = Time(reader, 18),
        CompletedBy = reader.IsDBNull(19) ? null : reader.GetString(19),
        Revision = reader.GetInt32(20),
    };

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
