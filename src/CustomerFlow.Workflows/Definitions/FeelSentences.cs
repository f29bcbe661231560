using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>The Chinese sentences for what can be wrong with the text of an expression.</summary>
internal static class FeelSentences
{
    public static string Chinese(FeelProblem problem) => problem.Code switch
    {
        "feel.unexpected" => $"此处不应出现“{Argument(problem)}”。",
        "feel.unfinished" => "表达式没有写完。",
        "feel.text-open" => "字符串缺少结束的引号。",
        "feel.literal" => $"“{Argument(problem)}”不是有效的日期、时间或时长。",
        "feel.too-long" => "表达式过长。",
        "feel.too-deep" => "表达式嵌套过深。",
        "feel.duplicate-key" => $"同一个对象中重复定义了“{Argument(problem)}”。",
        "feel.type-unknown" => $"没有名为“{Argument(problem)}”的类型。",
        _ => "",
    };

    private static string Argument(FeelProblem problem) => problem.Arguments is [var first, ..] ? first : "";
}
