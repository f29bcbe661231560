using System.Globalization;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Expressions: every one that is run must be written so that a machine can run it (BPMN 2.0 §8.3.7).</summary>
internal static class ExpressionRules
{
    private static readonly string[] Conditions =
        ["conditionExpression", "completionCondition", "loopCondition", "condition", "activationCondition"];

    private static readonly string[] Timers = ["timeDate", "timeDuration", "timeCycle"];
    private static readonly string[] DataExpressions = ["from", "to", "transformation", "dataPath", "messagePath"];

    public static void Expressions_are_formal(CheckRun run)
    {
        foreach (var expression in run.Model.All([.. Conditions, .. Timers, .. DataExpressions, "loopCardinality"]))
        {
            var text = expression.Value.Trim();
            if (text.Length == 0)
            {
                run.Error(expression, "expression-empty",
                    $"“{Owner(expression)}”的 {expression.Kind()} 没有填写内容。",
                    $"The {expression.Kind()} of “{Owner(expression)}” is empty.");
            }
            else if (!text.StartsWith('=') && !IsFormal(expression))
            {
                run.Error(expression, "expression-not-formal",
                    $"“{Owner(expression)}”的 {expression.Kind()}“{text}”是普通文字，引擎无法执行：请写成以“=”开头的 FEEL 表达式，"
                    + "或标明 xsi:type=\"tFormalExpression\"。",
                    $"The {expression.Kind()} “{text}” of “{Owner(expression)}” is plain text, which cannot be run: write a "
                    + "FEEL expression "
                    + "that begins with “=”, or mark it as xsi:type=\"tFormalExpression\".");
            }
        }
    }

    public static void Conditions_are_conditions(CheckRun run)
    {
        foreach (var expression in run.Model.All(Conditions))
        {
            var text = expression.Value.Trim();
            if (text.Length > 0 && !text.StartsWith('=') && IsFormal(expression) && text is not ("true" or "false"))
            {
                run.Error(expression, "condition-without-equals",
                    $"“{Owner(expression)}”的条件“{text}”不是条件：FEEL 条件以“=”开头，例如“=amount > 100”。",
                    $"“{text}” is not a condition of “{Owner(expression)}”: a FEEL condition begins with “=”, such as “=amount > 100”.");
            }
        }
    }

    public static void Cardinalities_are_numbers(CheckRun run)
    {
        foreach (var expression in run.Model.All("loopCardinality"))
        {
            var text = expression.Value.Trim();
            if (text.Length > 0 && !text.StartsWith('=') && IsFormal(expression)
                && !(int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0))
            {
                run.Error(expression, "cardinality-not-a-number",
                    $"“{Owner(expression)}”的执行次数“{text}”既不是整数，也不是以“=”开头的表达式。",
                    $"The number of runs “{text}” of “{Owner(expression)}” is neither a whole number nor an expression that "
                    + "begins with “=”.");
            }
        }
    }

    private static bool IsFormal(XElement expression) =>
        expression.Attribute(BpmnNames.SchemaInstance + "type")?.Value.Split(':')[^1] == "tFormalExpression";

    private static string Owner(XElement expression) => CheckRun.Label(
        expression.Ancestors().FirstOrDefault(ancestor =>
            BpmnNames.FlowNodes.Contains(ancestor.Kind()) || ancestor.Is("sequenceFlow")) ?? expression.Parent);
}
