namespace CustomerFlow.Workflows.Feel;

/// <summary>A string attribute of the zeebe extensions: a text, or an expression when it starts with <c>=</c>.</summary>
public abstract record FeelAttribute
{
    private FeelAttribute()
    {
    }

    /// <summary>Reads an attribute.</summary>
    /// <param name="raw">The attribute as written in the model.</param>
    public static FeelAttribute Parse(string raw)
    {
        var trimmed = raw.TrimStart();
        if (!trimmed.StartsWith('=')) return new Static(raw);
        return FeelExpression.Parse(trimmed[1..]) switch
        {
            FeelParse.Parsed parsed => new Expression(parsed.Expression),
            FeelParse.Refused refused => new Refused(refused.Problem),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A text that means itself.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Static(string Text) : FeelAttribute;

    /// <summary>An expression to evaluate.</summary>
    /// <param name="Value">The expression.</param>
    public sealed record Expression(FeelExpression Value) : FeelAttribute;

    /// <summary>A leading <c>=</c>, but no expression behind it.</summary>
    /// <param name="Problem">The error; its position counts from behind the <c>=</c>.</param>
    public sealed record Refused(FeelProblem Problem) : FeelAttribute;
}
