using System.Text;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Tests.Definitions;

/// <summary>Writes small BPMN files for tests: a test names only what matters to it.</summary>
internal static class BpmnText
{
    public const string Start = """<bpmn:startEvent id="start" />""";
    public const string End = """<bpmn:endEvent id="end" />""";

    /// <summary>A file with one executable process, and what stands beside the process.</summary>
    public static string File(string inProcess, string besides = "") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            id="file" targetNamespace="http://example.org/test">
          {besides}
          <bpmn:process id="process" isExecutable="true">{inProcess}</bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Start, the given step with the id <c>step</c>, end, and the flows between them.</summary>
    public static string Around(string step, string besides = "") =>
        File(Start + step + End + Flow("start", "step") + Flow("step", "end"), besides);

    public static string Flow(string source, string target, string? condition = null)
    {
        var expression = condition is null ? "" : $"""<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>""";
        return $"""<bpmn:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{expression}</bpmn:sequenceFlow>""";
    }

    public static BpmnReading Read(string text) => BpmnReader.Read("test.bpmn", Encoding.UTF8.GetBytes(text));

    /// <summary>The process's step, in a file that has no problem.</summary>
    public static T Step<T>(string text)
        where T : Element
    {
        var reading = Read(text);
        Assert.Empty(reading.Problems);
        return Assert.IsType<T>(Assert.Single(reading.Processes)["step"]);
    }

    /// <summary>The rules that the file breaks, each with the element: <c>rule@element</c>.</summary>
    public static string[] Errors(string text, CheckContext? context = null) => Found(text, ProblemSeverity.Error, context);

    public static string[] Warnings(string text, CheckContext? context = null) => Found(text, ProblemSeverity.Warning, context);

    private static string[] Found(string text, ProblemSeverity severity, CheckContext? context) =>
    [
        .. DefinitionChecks.Check(Read(text), context ?? CheckContext.FileAlone)
            .Where(problem => problem.Severity == severity)
            .Select(problem => $"{problem.Rule}@{problem.ElementId}"),
    ];
}
