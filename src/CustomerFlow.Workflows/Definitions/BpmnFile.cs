using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Opens a BPMN file that may come from anyone: limits are counted while reading, before a tree is built.</summary>
internal static class BpmnFile
{
    /// <summary>The document, or null after the reason was logged.</summary>
    public static BpmnDocument? Open(ReadOnlyMemory<byte> bytes, ProblemLog log)
    {
        if (bytes.Length > BpmnLimits.FileBytesMax)
        {
            log.Error(null, "file-too-large",
                "文件超过 4 MiB 的上限。",
                "The file is larger than the limit of 4 MiB.");
            return null;
        }

        try
        {
            if (!StaysWithinLimits(bytes, log))
            {
                return null;
            }

            using var reader = Reader(bytes);
            var xml = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
            return IsBpmn(xml, log) ? new BpmnDocument(xml) : null;
        }
        catch (XmlException malformed)
        {
            LogMalformed(malformed, log);
            return null;
        }
    }

    private static XmlReader Reader(ReadOnlyMemory<byte> bytes) => XmlReader.Create(
        new MemoryStream(bytes.ToArray(), writable: false),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BpmnLimits.FileBytesMax,
            CloseInput = true,
        });

    private static bool StaysWithinLimits(ReadOnlyMemory<byte> bytes, ProblemLog log)
    {
        var elements = 0;
        using var reader = Reader(bytes);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.Depth >= BpmnLimits.DepthMax)
            {
                log.Error(null, "file-too-deep",
                    $"第 {Line(reader)} 行：元素嵌套超过 {BpmnLimits.DepthMax} 层。",
                    $"Line {Line(reader)}: elements are nested more than {BpmnLimits.DepthMax} levels deep.");
                return false;
            }

            if (++elements > BpmnLimits.ElementsMax)
            {
                log.Error(null, "file-too-many-elements",
                    $"文件中的元素超过 {BpmnLimits.ElementsMax} 个。",
                    $"The file has more than {BpmnLimits.ElementsMax} elements.");
                return false;
            }

            if (!AttributesStayWithinLimits(reader, log))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AttributesStayWithinLimits(XmlReader reader, ProblemLog log)
    {
        if (reader.AttributeCount > BpmnLimits.AttributesPerElementMax)
        {
            log.Error(null, "file-too-many-attributes",
                $"第 {Line(reader)} 行：一个元素的属性超过 {BpmnLimits.AttributesPerElementMax} 个。",
                $"Line {Line(reader)}: an element has more than {BpmnLimits.AttributesPerElementMax} attributes.");
            return false;
        }

        for (var index = 0; index < reader.AttributeCount; index++)
        {
            if (reader.GetAttribute(index).Length > BpmnLimits.AttributeCharactersMax)
            {
                log.Error(null, "file-attribute-too-long",
                    $"第 {Line(reader)} 行：属性值超过 {BpmnLimits.AttributeCharactersMax} 个字符。",
                    $"Line {Line(reader)}: an attribute is longer than {BpmnLimits.AttributeCharactersMax} characters.");
                return false;
            }
        }

        return true;
    }

    private static string Line(XmlReader reader) =>
        (reader as IXmlLineInfo)?.LineNumber.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static bool IsBpmn(XDocument xml, ProblemLog log)
    {
        if (xml.Root!.Is("definitions"))
        {
            return true;
        }

        log.Error(null, "file-not-bpmn",
            $"这不是 BPMN 2.0 文件：最外层元素是“{xml.Root!.Name.LocalName}”，应为 BPMN 命名空间中的“definitions”。",
            $"This is not a BPMN 2.0 file: its outermost element is “{xml.Root!.Name.LocalName}” and not BPMN's “definitions”.");
        return false;
    }

    private static void LogMalformed(XmlException malformed, ProblemLog log) => log.Error(null, "file-malformed",
        $"文件不是完整的 XML，或含有不允许的 DTD：第 {malformed.LineNumber} 行，第 {malformed.LinePosition} 列。",
        $"The file is not well-formed XML or has a DTD, which is not allowed: line {malformed.LineNumber}, column "
        + $"{malformed.LinePosition}.");
}
