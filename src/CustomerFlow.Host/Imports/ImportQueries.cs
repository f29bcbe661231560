using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>A batch in the list of imports.</summary>
internal sealed record BatchLine(
    long Key, string Kind, string State, string FileName, DateTimeOffset CreatedAt, string By, int RowsTotal, int RowsNew, int RowsChanged,
    int RowsBad);

/// <summary>A line of a file with what becomes of it.</summary>
internal sealed record PreviewLine(
    int Number, string State, IReadOnlyList<ImportProblem> Problems, long? MatchedKey, string? MatchedBy, IReadOnlyList<string> Changes,
    Dictionary<string, string> Values);

/// <summary>A customer of a sample.</summary>
internal sealed record SampleLine(
    long Key, string Number, string Name, string Kind, string Tier, string? Region, IReadOnlyList<string> Contacts);

/// <summary>Reads imports.</summary>
internal sealed class ImportQueries(CustomerFlowDb db, SubjectKeys subjects)
{
    public async Task<PageOf<BatchLine>> ListAsync(ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var batches = db.ImportBatches.AsNoTracking();
        if (after?.At is { } at)
            batches = batches.Where(batch => batch.CreatedAt < at || (batch.CreatedAt == at && batch.Key < after.Key));
        var rows = await (
            from batch in batches
            join person in db.People on batch.CreatedByKey equals person.Key
            orderby batch.CreatedAt descending, batch.Key descending
            select new BatchLine(
                batch.Key, batch.Kind, batch.State, batch.FileName, batch.CreatedAt, person.UserName, batch.RowsTotal, batch.RowsNew,
                batch.RowsChanged, batch.RowsBad)).Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(row.CreatedAt, row.Key).ToString());
    }

    public Task<ImportBatch?> FindAsync(long key, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Key == key, cancellationToken);

    /// <summary>The user names of people, for their names.</summary>
    public async Task<IReadOnlyDictionary<long, string>> UserNamesAsync(IEnumerable<long?> people, CancellationToken cancellationToken) =>
        await db.People.Where(row => people.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.UserName, cancellationToken);

    /// <summary>The headers and the first lines below them.</summary>
    public async Task<(string[] Headers, IReadOnlyList<ImportLine> Lines)> ColumnsAsync(
        ImportBatch batch, CancellationToken cancellationToken)
    {
        var key = (await subjects.OpenManyAsync(db, [batch.Key], cancellationToken))[batch.Key];
        var lines = await ImportLines.ReadAsync(db, batch.Key, key, 0, ImportLimits.SampleLines, cancellationToken);
        return (ImportLines.Headers(key, batch), lines);
    }

    public async Task<PageOf<PreviewLine>> LinesAsync(
        ImportBatch batch, string state, int after, int size, CancellationToken cancellationToken)
    {
        var key = (await subjects.OpenManyAsync(db, [batch.Key], cancellationToken))[batch.Key];
        var rows = await db.ImportRows.AsNoTracking()
            .Where(row => row.BatchKey == batch.Key && row.State == state && row.Line > after)
            .OrderBy(row => row.Line).Take(size + 1).ToListAsync(cancellationToken);
        var lines = rows.ConvertAll(row => new PreviewLine(
            row.Line, row.State,
            row.Problems is null ? [] : JsonSerializer.Deserialize<ImportProblem[]>(row.Problems)!, row.MatchedKey, row.MatchedBy,
            row.Changes?.Split(',') ?? [], ImportLines.Open(key, row.Line, row.CellsSealed).Values(batch.Columns)));
        return Paging.Cut(lines, size, line => line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The refused lines as they came, with the reasons in the reader's language behind them.</summary>
    public async Task WriteRefusedAsync(ImportBatch batch, Stream target, CancellationToken cancellationToken)
    {
        var key = (await subjects.OpenManyAsync(db, [batch.Key], cancellationToken))[batch.Key];
        var headers = ImportLines.Headers(key, batch);
        await using var csv = new CsvLines(target);
        await csv.WriteAsync(headers.Append(ImportTexts.Reason), cancellationToken);
        await foreach (var row in db.ImportRows.AsNoTracking().Where(row => row.BatchKey == batch.Key && row.State == "bad")
            .OrderBy(row => row.Line).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var cells = ImportLines.Open(key, row.Line, row.CellsSealed).Cells;
            var why = JsonSerializer.Deserialize<ImportProblem[]>(row.Problems ?? "[]")!;
            await csv.WriteAsync(
                [.. cells, .. Enumerable.Repeat("", Math.Max(0, headers.Length - cells.Length)),
                    string.Join(" ", why.Select(problem => ImportWordsOf.Say(batch.Kind, problem)))],
                cancellationToken);
        }
    }

    /// <summary>
    /// Some of the customers that a batch put on file: as many as its root, within bounds, the same ones whenever one looks.
    /// </summary>
    public async Task<IReadOnlyList<SampleLine>> SampleAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var all = db.Customers.AsNoTracking().Where(row => row.ImportBatchKey == batch.Key && row.MergedIntoKey == null);
        var size = Math.Clamp(
            (int)Math.Ceiling(Math.Sqrt(await all.CountAsync(cancellationToken))), ImportLimits.CheckedMin, ImportLimits.CheckedMax);
        long[] chosen = [.. await db.Database.SqlQuery<long>(
            $"""
             select key as "Value" from customerflow.customer where import_batch_key = {batch.Key} and merged_into_key is null
             order by md5({batch.Key}::text || ':' || key::text) limit {size}
             """).ToListAsync(cancellationToken)];
        var rows = await all.Where(row => chosen.Contains(row.Key)).OrderBy(row => row.Key)
            .Select(row => new
            {
                row, Contacts = row.Contacts.Where(contact => contact.ErasedAt == null).Select(contact => contact.Name).ToList(),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(found => new SampleLine(
            found.row.Key, found.row.Number, found.row.Name, found.row.Kind, found.row.Tier, found.row.Region, found.Contacts));
    }
}

internal static class ImportWordsOf
{
    /// <summary>A problem as a sentence in the reader's language, its field in front.</summary>
    public static string Say(string kind, ImportProblem problem) => Sentence.With(
        ImportFields.LabelOf(kind, problem.Field).ToString(), new Text(problem.Zh, problem.En).ToString());

    private static readonly Text Sentence = new("{0}：{1}", "{0}: {1}");
}
