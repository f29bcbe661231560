using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Compares the decision tables of two DMN files row by row.</summary>
internal static class TableDifferences
{
    public static IReadOnlyList<Difference> Between(string file, string before, string after, PackNames names)
    {
        if (Read(before) is not { } old || Read(after) is not { } now) return [];
        var differences = new List<Difference>();
        foreach (var table in now.Values)
        {
            var name = names.Of(table.Id, table.Name);
            if (old.TryGetValue(table.Id, out var was)) differences.AddRange(Inside(file, name, was, table));
            else differences.Add(new Difference(DifferenceKind.Added, file, name, ElementId: table.Id));
        }

        differences.AddRange(old.Values.Where(table => !now.ContainsKey(table.Id))
            .Select(table => new Difference(DifferenceKind.Removed, file, names.Of(table.Id, table.Name))));
        return differences;
    }

    private static IEnumerable<Difference> Inside(string file, string name, Table old, Table now)
    {
        if (old.HitPolicy != now.HitPolicy)
            yield return new Difference(
                DifferenceKind.Changed, file, name, DifferenceTexts.HitPolicy, old.HitPolicy, now.HitPolicy, now.Id);
        foreach (var difference in AspectDifferences.Between(file, name, now.Id, Columns(old), Columns(now))) yield return difference;
        foreach (var row in now.Rows)
        {
            var subject = DifferenceTexts.Row.With(name, row.Number);
            if (old.Rows.FirstOrDefault(other => other.Id == row.Id) is not { } was)
                yield return new Difference(DifferenceKind.Added, file, subject, After: Line(row), ElementId: row.Id);
            else
                foreach (var difference in AspectDifferences.Between(
                    file, subject, row.Id, Cells(old, was), Cells(now, row))) yield return difference;
        }

        foreach (var row in old.Rows.Where(row => now.Rows.All(other => other.Id != row.Id)))
            yield return new Difference(DifferenceKind.Removed, file, DifferenceTexts.Row.With(name, row.Number), Before: Line(row));
    }

    private static Dictionary<string, string> Columns(Table table) =>
        table.Columns.ToDictionary(column => DifferenceTexts.Column.With(column.Label), column => column.Source, StringComparer.Ordinal);

    private static Dictionary<string, string> Cells(Table table, Row row) =>
        table.Columns.Zip(row.Cells).ToDictionary(cell => cell.First.Label, cell => cell.Second, StringComparer.Ordinal);

    private static string Line(Row row) => string.Join(" | ", row.Cells);

    private static Dictionary<string, Table>? Read(string xml)
    {
        try
        {
            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Descendants().Where(element => element.Name.LocalName == "decision")
                .Select(decision => (Decision: decision, Table: Child(decision, "decisionTable")))
                .Where(found => found.Table is not null)
                .Select(found => ReadTable(found.Decision, found.Table!)).ToDictionary(table => table.Id, StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            // A draft may hold a broken file; the check says what is wrong with it.
            return null;
        }
    }

    private static Table ReadTable(XElement decision, XElement table)
    {
        var columns = new List<Column>();
        foreach (var input in Children(table, "input"))
        {
            var source = Text(Child(input, "inputExpression"));
            columns.Add(Unique(columns, Attribute(input, "label") ?? source, source));
        }

        foreach (var output in Children(table, "output"))
        {
            var source = Attribute(output, "name") ?? "";
            columns.Add(Unique(columns, Attribute(output, "label") ?? source, source));
        }

        var rows = Children(table, "rule").Select((rule, index) => new Row(
            Attribute(rule, "id") ?? "", index + 1,
            [.. Children(rule, "inputEntry").Concat(Children(rule, "outputEntry")).Select(Text)])).ToList();
        var policy = string.Join(' ', Attribute(table, "hitPolicy") ?? "UNIQUE", Attribute(table, "aggregation")).Trim();
        return new Table(Attribute(decision, "id") ?? "", Attribute(decision, "name"), policy, columns, rows);
    }

    private static Column Unique(List<Column> columns, string label, string source)
    {
        var unique = label;
        for (var number = 2; columns.Any(column => column.Label == unique); number++) unique = $"{label} ({number})";
        return new Column(unique, source);
    }

    private static XElement? Child(XElement element, string name) => Children(element, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    private static string Text(XElement? element) => element is null ? "" : (Child(element, "text")?.Value ?? "").Trim();

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    private sealed record Table(string Id, string? Name, string HitPolicy, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows);

    private sealed record Column(string Label, string Source);

    private sealed record Row(string Id, int Number, IReadOnlyList<string> Cells);
}
