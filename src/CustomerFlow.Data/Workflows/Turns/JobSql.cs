using CustomerFlow.Workflows.Execution;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Reads a job under its lock.</summary>
internal static class JobSql
{
    public const string Columns =
        "key, instance_key, element_instance_key, element_id, process_definition_key, process_id, kind, type, retries, headers::text, " +
        "variables::text, state, available_at, worker, epoch, error_message, error_code, created_at, ended_at";

    public const string Lock = $"select {Columns} from customerflow.job where key = $1 for no key update";

    public static JobRow Read(NpgsqlDataReader reader) => new()
    {
        Key = reader.GetInt64(0),
        InstanceKey = reader.GetInt64(1),
        ElementInstanceKey = reader.GetInt64(2),
        ElementId = reader.GetString(3),
        ProcessDefinitionKey = reader.GetInt64(4),
        ProcessId = reader.GetString(5),
        Kind = (JobKind)reader.GetInt16(6),
        Type = reader.GetString(7),
        Retries = reader.GetInt32(8),
        Headers = reader.GetString(9),
        Variables = reader.GetString(10),
        State = (JobState)reader.GetInt16(11),
        AvailableAt = reader.GetFieldValue<DateTimeOffset>(12),
        Worker = reader.IsDBNull(13) ? null : reader.GetString(13),
        Epoch = reader.GetInt32(14),
        ErrorMessage = reader.IsDBNull(15) ? null : reader.GetString(15),
        ErrorCode = reader.IsDBNull(16) ? null : reader.GetString(16),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(17),
        EndedAt = reader.IsDBNull(18) ? null : reader.GetFieldValue<DateTimeOffset>(18),
    };
}
