using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>A flow or a decision table.</summary>
internal sealed class XmlLabels : LabelledFile
{
    private static readonly XmlReaderSettings Guarded = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private static readonly XmlWriterSettings AsItIs = new() { Encoding = new UTF8Encoding(false), Indent = false, NewLineChars = "\n" };

    private readonly XDocument document;

    public XmlLabels(string text, Func<XElement, IEnumerable<FileLabel>> labels)
    {
        using var reader = XmlReader.Create(new StringReader(text), Guarded);
        document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        Labels = [.. document.Root!.Descendants().SelectMany(labels)];
    }

    public override IReadOnlyList<FileLabel> Labels { get; }

    public override string Write()
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, AsItIs)) document.Save(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public override bool SaysTheSameAs(LabelledFile other) => other is XmlLabels xml && Same(document.Root!, xml.document.Root!);

    // Prefixes, indentation, the order of attributes and the empty places that the flow editor makes for labels say nothing.
    private static bool Same(XElement one, XElement other)
    {
        if (one.Name != other.Name || !Attributes(one).SequenceEqual(Attributes(other))) return false;
        if (Wording(one) != Wording(other)) return false;
        var children = one.Elements().Where(element => !IsEmptyPlace(element)).ToList();
        var others = other.Elements().Where(element => !IsEmptyPlace(element)).ToList();
        return children.Count == others.Count && children.Zip(others).All(pair => Same(pair.First, pair.Second));
    }

    private static bool IsEmptyPlace(XElement element) =>
        element.Name.LocalName == "BPMNLabel" && !element.HasAttributes && !element.HasElements;

    private static IEnumerable<(string Name, string Value)> Attributes(XElement element) => element.Attributes()
        .Where(attribute => !attribute.IsNamespaceDeclaration)
        .Select(attribute => (Name: attribute.Name.ToString(), attribute.Value))
        .OrderBy(attribute => attribute.Name, StringComparer.Ordinal);

    private static string Wording(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim();
}
