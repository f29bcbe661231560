using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Host.Imports;

/// <summary>The lines of files while they wait: sealed under the data key of their batch.</summary>
internal static class ImportLines
{
    private const string HeadersColumn = "import_batch.headers";
    private const string CellsColumn = "import_row.cells";

    public static byte[] Seal(DataKey key, IReadOnlyList<string> headers) =>
        FieldProtector.Seal(key, HeadersColumn, JsonSerializer.Serialize(headers))!;

    public static string[] Headers(DataKey key, ImportBatch batch) =>
        FieldProtector.Open(key, HeadersColumn, batch.HeadersSealed) is { } text ? JsonSerializer.Deserialize<string[]>(text)! : [];

    public static ImportLine Open(DataKey key, int line, byte[] cellsSealed) =>
        new(line, FieldProtector.Open(key, CellsColumn, cellsSealed) is { } text ? JsonSerializer.Deserialize<string[]>(text)! : []);

    /// <summary>Puts the lines of a file aside; how many there were.</summary>
    public static async Task<int> StageAsync(
        CustomerFlowDb db, long batchKey, DataKey key, IEnumerable<FileLine> lines, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var count = 0;
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy customerflow.import_row (batch_key, line, cells_sealed, state) from stdin (format binary)", cancellationToken);
        foreach (var line in lines)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(batchKey, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(line.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(
                FieldProtector.Seal(key, CellsColumn, JsonSerializer.Serialize(line.Cells))!, NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync("unchecked", NpgsqlDbType.Text, cancellationToken);
            count++;
        }

        await copy.CompleteAsync(cancellationToken);
        return count;
    }

    /// <summary>The next lines after one, in the order of the file.</summary>
    public static async Task<List<ImportLine>> ReadAsync(
        CustomerFlowDb db, long batchKey, DataKey key, int after, int count, CancellationToken cancellationToken)
    {
        var rows = await db.ImportRows.AsNoTracking().Where(row => row.BatchKey == batchKey && row.Line > after)
            .OrderBy(row => row.Line).Take(count).Select(row => new { row.Line, row.CellsSealed }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => Open(key, row.Line, row.CellsSealed));
    }

    /// <summary>Writes down what becomes of some lines.</summary>
    public static Task NoteAsync(
        CustomerFlowDb db, long batchKey, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        int[] lines = [.. verdicts.Select(verdict => verdict.Line)];
        string[] states = [.. verdicts.Select(verdict => verdict.State)];
        string?[] problems =
            [.. verdicts.Select(verdict => verdict.Problems.Count == 0 ? null : JsonSerializer.Serialize(verdict.Problems))];
        long?[] matched = [.. verdicts.Select(verdict => verdict.MatchedKey)];
        string?[] by = [.. verdicts.Select(verdict => verdict.MatchedBy)];
        string?[] changes = [.. verdicts.Select(verdict => verdict.Changes.Count == 0 ? null : string.Join(',', verdict.Changes))];
        return db.Database.ExecuteSqlAsync(
            $"""
             update customerflow.import_row row set state = said.state, problems = said.problems::jsonb, matched_key = said.matched,
               matched_by = said.matched_by, changes = said.changes
             from unnest({lines}, {states}, {problems}, {matched}, {by}, {changes})
               as said (line, state, problems, matched, matched_by, changes)
             where row.batch_key = {batchKey} and row.line = said.line
             """,
            cancellationToken);
    }

    /// <summary>Deletes all lines of a batch and the key that opens them.</summary>
    public static async Task DiscardAsync(CustomerFlowDb db, long batchKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.ImportRows.Where(row => row.BatchKey == batchKey).ExecuteDeleteAsync(cancellationToken);
        await SubjectKeys.DestroyAsync(db, batchKey, now, cancellationToken);
    }
}
