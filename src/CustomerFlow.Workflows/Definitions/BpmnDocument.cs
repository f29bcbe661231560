using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>A BPMN file as it was read, everything unknown included: extensions, diagram, documentation, comments.</summary>
public sealed class BpmnDocument
{
    private readonly XDocument xml;
    private readonly FrozenDictionary<string, XElement> byId;

    internal BpmnDocument(XDocument xml)
    {
        this.xml = xml;
        var ids = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in Definitions.DescendantsAndSelf().Where(element => element.Kind().Length > 0))
        {
            // The first of two equal ids wins here; the checks name the second.
            if (element.Id() is { } id)
            {
                ids.TryAdd(id, element);
            }
        }

        byId = ids.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The document that stands in for a file that could not be read.</summary>
    internal static BpmnDocument Empty { get; } = new(new XDocument(new XElement(BpmnNames.Bpmn + "definitions")));

    internal XElement Definitions => xml.Root!;

    /// <summary>Writes the file back as UTF-8: the same elements, attributes, comments and texts in the same order.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = xml.Declaration is null,
            // Keeps line breaks in names, which modelers write as character references.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            xml.Save(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>A copy in which one element has another name; the same file when there is no such element.</summary>
    public BpmnDocument WithName(string elementId, string name)
    {
        var copy = new BpmnDocument(new XDocument(xml));
        copy.Find(elementId)?.SetAttributeValue("name", name);
        return copy;
    }

    internal XElement? Find(string? id) => id is not null && byId.TryGetValue(id, out var found) ? found : null;

    /// <summary>The element that a reference, a qualified name, means: a prefix must stand for this file's namespace.</summary>
    internal XElement? Resolve(XElement at, string? reference) => Find(LocalId(at, reference));

    /// <summary>The id within this file that a reference means; null when it points into another file.</summary>
    internal string? LocalId(XElement at, string? reference)
    {
        if (reference?.Split(':') is not [var prefix, var local])
        {
            return reference;
        }

        var meant = at.GetNamespaceOfPrefix(prefix)?.NamespaceName;
        return meant is not null && meant == Definitions.Text("targetNamespace") ? local : null;
    }
}
