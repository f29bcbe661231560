using System.Text.Json.Serialization;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;

namespace CustomerFlow.Host.Imports;

/// <summary>One pass over the lines of a batch.</summary>
/// <param name="Batch">What is imported.</param>
/// <param name="Writes">False while only looking what would come of it.</param>
/// <param name="Db">On the connection and transaction of the pass, with the importer's sight.</param>
/// <param name="Now">Business time.</param>
internal sealed record ImportRun(ImportBatch Batch, bool Writes, CustomerFlowDb Db, DateTimeOffset Now);

/// <summary>A line as it waits, opened.</summary>
internal sealed record ImportLine(int Number, string[] Cells)
{
    /// <summary>What was said of each field; a field that was left empty is not in it.</summary>
    public Dictionary<string, string> Values(IReadOnlyList<string> columns)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var column = 0; column < Math.Min(columns.Count, Cells.Length); column++)
        {
            if (columns[column].Length > 0 && Cells[column].Length > 0) values[columns[column]] = Cells[column];
        }

        return values;
    }
}

/// <summary>Why a line is refused.</summary>
[method: JsonConstructor]
internal sealed record ImportProblem(string Field, string Zh, string En)
{
    public ImportProblem(string field, Text why)
        : this(field, why.Zh, why.En)
    {
    }
}

/// <summary>What becomes of a line.</summary>
internal sealed record Verdict(int Line, string State)
{
    public IReadOnlyList<ImportProblem> Problems { get; init; } = [];

    public long? MatchedKey { get; init; }

    public string? MatchedBy { get; init; }

    public IReadOnlyList<string> Changes { get; init; } = [];

    public static Verdict Bad(int line, params IReadOnlyList<ImportProblem> problems) => new(line, "bad") { Problems = problems };
}

/// <summary>How many lines became what.</summary>
internal sealed class ImportFigures
{
    public int New { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public int Skipped { get; private set; }

    public int Bad { get; private set; }

    public int Done => New + Changed + Unchanged + Skipped + Bad;

    public void Count(Verdict verdict)
    {
        switch (verdict.State)
        {
            case "new": New++; break;
            case "changed": Changed++; break;
            case "unchanged": Unchanged++; break;
            case "skipped": Skipped++; break;
            case "bad": Bad++; break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }
}

/// <summary>Understands the lines of one kind of file and, in a pass that writes, brings them into the database.</summary>
internal abstract class LineImport
{
    /// <summary>Takes some lines, in the order of the file.</summary>
    public abstract Task<IReadOnlyList<Verdict>> TakeAsync(IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken);
}
