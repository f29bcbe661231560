using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads expressions and attributes that may be one; an expression that is none becomes a problem at its element.</summary>
internal sealed class ExpressionReader(ProblemLog log)
{
    private static readonly FeelExpression Nothing = ((FeelParse.Parsed)FeelExpression.Parse("null")).Expression;

    /// <summary>The expression in an element's text, or null when there is none.</summary>
    public FeelExpression? Optional(string elementId, XElement? element) => Optional(elementId, element?.Value);

    /// <summary>The expression, with or without its leading <c>=</c> (plain BPMN writes <c>3</c> and <c>true</c>), or null.</summary>
    public FeelExpression? Optional(string elementId, string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        switch (FeelExpression.Parse(trimmed.StartsWith('=') ? trimmed[1..] : trimmed))
        {
            case FeelParse.Parsed parsed:
                return parsed.Expression;
            case FeelParse.Refused refused:
                LogRefused(elementId, trimmed, refused.Problem);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The expression; where it is missing or wrong (the problem says so), one that yields null.</summary>
    public FeelExpression Required(string elementId, string? text) => Optional(elementId, text) ?? Nothing;

    /// <summary>A text, or an expression after a leading <c>=</c>.</summary>
    public FeelAttribute Attribute(string? elementId, string raw)
    {
        var attribute = FeelAttribute.Parse(raw);
        if (attribute is FeelAttribute.Refused refused)
        {
            LogRefused(elementId, raw.Trim(), refused.Problem);
        }

        return attribute;
    }

    private void LogRefused(string? elementId, string text, FeelProblem problem)
    {
        var shown = text.Length <= 120 ? text : text[..120] + "…";
        var position = problem.Position + 1;
        log.Error(elementId, "expression-invalid",
            $"表达式“{shown}”有语法错误，位置：第 {position} 个字符（不计开头的等号）。{FeelSentences.Chinese(problem)}",
            $"The expression “{shown}” is not valid at character {position} (not counting the leading equals sign). {problem.Message}");
    }
}
