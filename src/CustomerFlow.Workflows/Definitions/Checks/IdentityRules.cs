using System.Xml;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Ids, and what may stand at the top of a file.</summary>
internal static class IdentityRules
{
    private static readonly string[] ImportAttributes = ["importType", "namespace", "location"];
    private static readonly string[] Booleans = ["true", "false", "1", "0"];

    private static readonly string[] NeedId =
    [
        "process", "sequenceFlow", "messageFlow", "participant", "message", "signal", "error", "escalation", "dataObject",
        "dataObjectReference", .. BpmnNames.GlobalTasks,
    ];

    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal)
    {
        "import", "extension", "relationship", "process", "collaboration", "choreography", "globalConversation", "conversation",
        "globalChoreographyTask", "message", "signal", "error", "escalation", "itemDefinition", "interface", "resource", "category",
        "correlationProperty", "partnerEntity", "partnerRole", "endPoint", "dataStore", "eventDefinition", "extensionElements",
        "documentation",
    };

    /// <summary>Attributes that take one of a few words, by the schema of BPMN 2.0.</summary>
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["gatewayDirection"] = ["Unspecified", "Converging", "Diverging", "Mixed"],
        ["associationDirection"] = ["None", "One", "Both"],
        ["ordering"] = ["Parallel", "Sequential"],
        ["behavior"] = ["None", "One", "All", "Complex"],
        ["eventGatewayType"] = ["Exclusive", "Parallel"],
        ["processType"] = ["None", "Public", "Private"],
        ["isExecutable"] = Booleans,
        ["isClosed"] = Booleans,
        ["isInterrupting"] = Booleans,
        ["cancelActivity"] = Booleans,
        ["parallelMultiple"] = Booleans,
        ["triggeredByEvent"] = Booleans,
        ["isForCompensation"] = Booleans,
        ["instantiate"] = Booleans,
        ["isSequential"] = Booleans,
        ["testBefore"] = Booleans,
        ["waitForCompletion"] = Booleans,
        ["cancelRemainingInstances"] = Booleans,
        ["isCollection"] = Booleans,
    };

    public static void Ids_are_present(CheckRun run)
    {
        var flowNodes = run.Model.All(BpmnNames.FlowNodes).Where(node => node.Parent is { } parent && BpmnModel.IsScope(parent));
        foreach (var element in run.Model.All(NeedId).Concat(flowNodes).Where(element => element.Id() is null))
        {
            run.Error(element, "id-missing",
                $"元素“{CheckRun.Label(element)}”（{element.Kind()}）没有 id，无法被引用和执行。",
                $"The element “{CheckRun.Label(element)}” ({element.Kind()}) has no id, so nothing can refer to it or run it.");
        }
    }

    public static void Ids_are_unique(CheckRun run)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in run.Model.Document.Definitions.DescendantsAndSelf().Where(element => element.Kind().Length > 0))
        {
            if (element.Id() is { } id && !seen.Add(id))
            {
                run.Error(element, "id-duplicate",
                    $"id “{id}”被使用了不止一次；每个 id 只能属于一个元素。",
                    $"The id “{id}” is used more than once; every id belongs to one element only.");
            }
        }
    }

    public static void Ids_are_well_formed(CheckRun run)
    {
        foreach (var element in run.Model.Document.Definitions.DescendantsAndSelf().Where(element => element.Kind().Length > 0))
        {
            if (element.Id() is { } id && !IsName(id))
            {
                run.Error(element, "id-invalid",
                    $"id “{id}”不合规：须以字母或下划线开头，不能含空格和冒号。",
                    $"The id “{id}” is not valid: it begins with a letter or an underscore and has no blank and no colon.");
            }
        }
    }

    public static void Root_elements_are_known(CheckRun run)
    {
        foreach (var element in run.Model.Document.Definitions.Elements().Where(element => element.Kind().Length > 0))
        {
            var kind = element.Kind();
            if (!Roots.Contains(kind) && !BpmnNames.EventDefinitions.Contains(kind) && !BpmnNames.GlobalTasks.Contains(kind))
            {
                run.Error(element, "root-element-unknown",
                    $"“{kind}”不能直接放在文件的最外层。",
                    $"A “{kind}” cannot stand at the top level of a file.");
            }
        }
    }

    public static void Something_is_executable(CheckRun run)
    {
        if (!run.Model.All("process").Any(BpmnModel.IsExecutable))
        {
            run.Warning(run.Model.Document.Definitions, "nothing-executable",
                "文件中没有可执行的流程（isExecutable=\"true\"），发布后不会运行任何内容。",
                "No process in this file is executable (isExecutable=\"true\"), so nothing of it will run.");
        }
    }

    public static void Text_formats_are_media_types(CheckRun run)
    {
        var formats = run.Model.All("documentation").Concat(run.Model.All("textAnnotation")).Attributes("textFormat")
            .Concat(run.Model.All(["scriptTask", "globalScriptTask"]).Attributes("scriptFormat"))
            .Concat(run.Model.All("globalScriptTask").Attributes("scriptLanguage"));
        foreach (var format in formats.Where(format => !IsMediaType(format.Value.Trim())))
        {
            run.Error(format.Parent!, "media-type-invalid",
                $"“{format.Value}”不是媒体类型；应写成“text/plain”这样的形式。",
                $"“{format.Value}” is not a media type; write it like “text/plain”.");
        }
    }

    public static void Uris_are_valid(CheckRun run)
    {
        var uris = run.Model.Document.Definitions.DescendantsAndSelf().Where(element => element.Kind().Length > 0)
            .Attributes()
            .Where(attribute => attribute.Name.LocalName is "language" or "expressionLanguage" or "typeLanguage"
                || (attribute.Name.LocalName == "method" && attribute.Parent!.Is("transaction")));
        foreach (var uri in uris.Where(uri => !IsUri(uri.Value.Trim())))
        {
            run.Error(uri.Parent!, "uri-invalid",
                $"“{uri.Name.LocalName}”的值“{uri.Value}”不是有效的 URI。",
                $"The value “{uri.Value}” of “{uri.Name.LocalName}” is not a valid URI.");
        }
    }

    public static void Choices_of_words_are_known(CheckRun run)
    {
        foreach (var (name, words) in Words)
        {
            var attributes = run.Model.Document.Definitions.Descendants().Where(element => element.Kind().Length > 0)
                .Attributes(name).Where(attribute => !words.Contains(attribute.Value.Trim()));
            foreach (var attribute in attributes)
            {
                run.Error(attribute.Parent!, "attribute-value-unknown",
                    $"“{CheckRun.Label(attribute.Parent)}”的 {name} 是“{attribute.Value}”，只能是：{string.Join("、", words)}。",
                    $"“{CheckRun.Label(attribute.Parent)}” has the {name} “{attribute.Value}”; it must be one of: "
                    + $"{string.Join(", ", words)}.");
            }
        }
    }

    public static void Imports_are_complete(CheckRun run)
    {
        foreach (var import in run.Model.All("import"))
        {
            foreach (var missing in ImportAttributes.Where(name => import.Text(name) is null))
            {
                run.Error(import, "import-incomplete",
                    $"import 缺少属性 {missing}。",
                    $"An import lacks the attribute {missing}.");
            }
        }
    }

    private static bool IsName(string id)
    {
        try
        {
            XmlConvert.VerifyNCName(id);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsMediaType(string text) =>
        text.Length == 0 || (text.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace));

    /// <summary>Characters and escapes as RFC 3986 allows them; relative references are URIs here, as in XML Schema.</summary>
    private static bool IsUri(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var isBrokenEscape = text[index] == '%'
                && !(index + 2 < text.Length && char.IsAsciiHexDigit(text[index + 1]) && char.IsAsciiHexDigit(text[index + 2]));
            if (isBrokenEscape || char.IsWhiteSpace(text[index]) || "<>\"{}|\\^`".Contains(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
