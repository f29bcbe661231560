using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads XML that strangers may have written: no DTD, nothing fetched, bounded in size and depth.</summary>
internal static class DmnXml
{
    public const int BytesMax = 4 * 1024 * 1024;
    private const int DepthMax = 100;

    private static readonly HashSet<string> Namespaces =
    [
        "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
        "https://www.omg.org/spec/DMN/20240513/MODEL/",
    ];

    public static XElement? Read(ReadOnlyMemory<byte> xml, out DmnProblem? problem)
    {
        problem = null;
        if (xml.Length > BytesMax)
        {
            problem = DmnProblems.Of("", "dmn.size", BytesMax.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        try
        {
            if (!IsShallow(xml))
            {
                problem = DmnProblems.Of("", "dmn.depth", DepthMax.ToString(CultureInfo.InvariantCulture));
                return null;
            }

            using var reader = Open(xml);
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName == "definitions" && Namespaces.Contains(root.Name.NamespaceName)) return root;
            problem = DmnProblems.Of("", "dmn.root");
        }
        catch (XmlException exception)
        {
            problem = DmnProblems.Of("", "dmn.xml", exception.Message);
        }

        return null;
    }

    /// <summary>Children of one name in the namespace of the model.</summary>
    public static IEnumerable<XElement> All(this XElement element, string name) => element.Elements(element.Name.Namespace + name);

    /// <summary>The child of a name.</summary>
    public static XElement? One(this XElement element, string name) => element.Element(element.Name.Namespace + name);

    /// <summary>An attribute without namespace, or empty.</summary>
    public static string Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";

    private static bool IsShallow(ReadOnlyMemory<byte> xml)
    {
        using var reader = Open(xml);
        while (reader.Read())
        {
            if (reader.Depth > DepthMax) return false;
        }

        return true;
    }

    private static XmlReader Open(ReadOnlyMemory<byte> xml) => XmlReader.Create(
        new MemoryStream(xml.ToArray(), writable: false),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BytesMax,
            CloseInput = true,
        });
}
