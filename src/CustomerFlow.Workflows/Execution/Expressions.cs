using System.Collections.Immutable;
using System.Diagnostics;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Evaluates FEEL in the scope of an element instance; a value of the wrong kind becomes an incident there.</summary>
internal static class Expressions
{
    /// <summary>The variables that an element instance sees, the nearest scope first.</summary>
    public static IFeelScope ScopeOf(Turn turn, ElementInstance element) => new VariableScope(turn, element);

    public static bool TryValue(
        Turn turn, ElementInstance element, FeelExpression expression, IncidentKind kind, out FeelValue value, IFeelScope? scope = null) =>
        Accept(turn, element, expression.Evaluate(scope ?? ScopeOf(turn, element), turn.Environment), kind, out value);

    public static bool TryValue(Turn turn, ElementInstance element, FeelAttribute attribute, IncidentKind kind, out FeelValue value) =>
        Accept(turn, element, Evaluate(turn, element, attribute), kind, out value);

    /// <summary>The value of an attribute: its text, or what its expression gives.</summary>
    public static FeelResult Evaluate(Turn turn, ElementInstance element, FeelAttribute attribute) => attribute switch
    {
        FeelAttribute.Static text => new FeelResult(FeelValue.Of(text.Text), []),
        FeelAttribute.Expression expression => expression.Value.Evaluate(ScopeOf(turn, element), turn.Environment),
        FeelAttribute.Refused refused => new FeelResult(FeelValue.Null, [refused.Problem]),
        _ => throw new UnreachableException(),
    };

    /// <summary>A text that must be there; numbers count as their digits.</summary>
    public static bool TryText(Turn turn, ElementInstance element, FeelAttribute attribute, string what, out string text)
    {
        text = "";
        if (!TryValue(turn, element, attribute, IncidentKind.ExtractValueError, out var value)) return false;
        if (TextOf(value) is { } found)
        {
            text = found;
            return true;
        }

        turn.Raise(element, IncidentKind.ExtractValueError, $"The {what} must be a text but is {Describe(value)}.");
        return false;
    }

    /// <summary>A text or nothing: a missing attribute and the value null give null.</summary>
    public static bool TryOptionalText(Turn turn, ElementInstance element, FeelAttribute? attribute, string what, out string? text)
    {
        text = null;
        if (attribute is null) return true;
        if (!TryValue(turn, element, attribute, IncidentKind.ExtractValueError, out var value)) return false;
        if (value.IsNull) return true;
        text = TextOf(value);
        if (text is not null) return true;
        turn.Raise(element, IncidentKind.ExtractValueError, $"The {what} must be a text but is {Describe(value)}.");
        return false;
    }

    /// <summary>A condition: true or false, nothing else.</summary>
    public static bool TryCondition(Turn turn, ElementInstance element, FeelExpression condition, out bool holds, IFeelScope? scope = null)
    {
        holds = false;
        if (!TryValue(turn, element, condition, IncidentKind.ExtractValueError, out var value, scope)) return false;
        if (value is FeelBoolean boolean)
        {
            holds = boolean.Value;
            return true;
        }

        turn.Raise(element, IncidentKind.ExtractValueError, $"A condition must be true or false but is {Describe(value)}.");
        return false;
    }

    /// <summary>A whole number within bounds.</summary>
    public static bool TryWhole(Turn turn, ElementInstance element, FeelValue value, string what, int least, int most, out int number)
    {
        number = 0;
        var read = value is FeelText text && FeelNumber.TryParse(text.Value, out var parsed) ? FeelValue.Of(parsed) : value;
        if (read is FeelNumberValue found && found.Value.TryToInt64(out var whole) && whole >= least && whole <= most)
        {
            number = (int)whole;
            return true;
        }

        turn.Raise(
            element, IncidentKind.ExtractValueError, $"The {what} must be a whole number from {least} to {most} but is {Describe(value)}.");
        return false;
    }

    /// <summary>Texts from a FEEL list, or from one text that separates them by commas.</summary>
    public static bool TryTexts(Turn turn, ElementInstance element, FeelAttribute? attribute, string what, out ImmutableArray<string> texts)
    {
        texts = [];
        if (attribute is null) return true;
        if (!TryValue(turn, element, attribute, IncidentKind.ExtractValueError, out var value)) return false;
        switch (value)
        {
            case FeelNull:
                return true;
            case FeelText text:
                texts = [.. text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
                return true;
            case FeelList list when list.Items.All(item => item is FeelText):
                texts = [.. list.Items.Select(item => ((FeelText)item).Value)];
                return true;
            default:
                turn.Raise(element, IncidentKind.ExtractValueError, $"The {what} must be texts but are {Describe(value)}.");
                return false;
        }
    }

    public static string Describe(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelText text when text.Value.Length <= 40 => $"\"{text.Value}\"",
        FeelNumberValue or FeelBoolean => value.ToString(),
        _ => $"a {value.TypeName}",
    };

    private static string? TextOf(FeelValue value) => value switch
    {
        FeelText text => text.Value,
        FeelNumberValue => value.ToString(),
        _ => null,
    };

    // As in Camunda 8, a missing variable or a failed operation is null; only spending too much stops the step.
    private static bool Accept(Turn turn, ElementInstance element, FeelResult result, IncidentKind kind, out FeelValue value)
    {
        value = result.Value;
        foreach (var problem in result.Problems)
        {
            if (!problem.Code.StartsWith("feel.limit", StringComparison.Ordinal)) continue;
            turn.Raise(element, kind, problem.Message);
            return false;
        }

        return true;
    }

    private sealed class VariableScope(Turn turn, ElementInstance element) : IFeelScope
    {
        public IEnumerable<string> Names => Variables.Visible(turn, element).Entries.Select(entry => entry.Key);

        public bool TryGet(string name, out FeelValue value)
        {
            for (var at = element; at is not null; at = turn.ScopeOf(at))
            {
                if (at.Variables.TryGet(name, out value)) return true;
            }

            value = FeelValue.Null;
            return false;
        }
    }
}
