using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Something that is wrong with an expression or went wrong in its evaluation.</summary>
/// <param name="Position">Index of the character in the expression, from 0.</param>
/// <param name="Code">Stable code such as <c>feel.name-unknown</c>, the key of the sentence in each language.</param>
/// <param name="Message">The English sentence.</param>
/// <param name="Arguments">What the sentence names, in order.</param>
public sealed record FeelProblem(int Position, string Code, string Message, ImmutableArray<string> Arguments)
{
    /// <summary>All codes, so that a test can demand a sentence for each in every language.</summary>
    public static IReadOnlyCollection<string> Codes => FeelProblems.Codes;
}

/// <summary>The value of an expression and what went wrong on the way to it; after trouble the value is mostly null.</summary>
/// <param name="Value">The value.</param>
/// <param name="Problems">The problems in the order in which they occurred.</param>
public sealed record FeelResult(FeelValue Value, ImmutableArray<FeelProblem> Problems);

/// <summary>What came of reading an expression.</summary>
public abstract record FeelParse
{
    private FeelParse()
    {
    }

    /// <summary>The text is an expression.</summary>
    /// <param name="Expression">The expression.</param>
    public sealed record Parsed(FeelExpression Expression) : FeelParse;

    /// <summary>The text is none.</summary>
    /// <param name="Problem">The first error.</param>
    public sealed record Refused(FeelProblem Problem) : FeelParse;
}

/// <summary>Codes and English sentences of all FEEL problems.</summary>
internal static class FeelProblems
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["feel.unexpected"] = "Unexpected \"{0}\".",
        ["feel.unfinished"] = "The expression ends too early.",
        ["feel.text-open"] = "The string is not closed.",
        ["feel.literal"] = "\"{0}\" is no date, time or duration.",
        ["feel.too-long"] = "The expression is longer than {0} characters.",
        ["feel.too-deep"] = "The expression is nested too deeply.",
        ["feel.name-unknown"] = "There is no value named \"{0}\".",
        ["feel.entry-unknown"] = "A {1} has no entry \"{0}\".",
        ["feel.operands"] = "The operator {0} does not fit {1} and {2}.",
        ["feel.operand"] = "{0} does not fit {1}.",
        ["feel.overflow"] = "The result of {0} is beyond the range.",
        ["feel.no-function"] = "A {0} cannot be called.",
        ["feel.arguments"] = "The arguments do not fit the function \"{0}\".",
        ["feel.condition"] = "A condition must be true or false, not a {0}.",
        ["feel.index"] = "The list has no item {0}.",
        ["feel.type"] = "The value is no {0}.",
        ["feel.type-unknown"] = "There is no type named \"{0}\".",
        ["feel.iteration"] = "A {0} cannot be iterated.",
        ["feel.filter"] = "A {0} is no filter.",
        ["feel.duplicate-key"] = "The context has two entries \"{0}\".",
        ["feel.range"] = "The ends of the range do not fit each other.",
        ["feel.function-failed"] = "The function \"{0}\" has no result for these arguments.",
        ["feel.pattern"] = "\"{0}\" is no pattern.",
        ["feel.assertion"] = "The assertion is not fulfilled: {0}",
        ["feel.rules"] = "More rules match than the hit policy allows.",
        ["feel.external"] = "Functions in other languages are not run.",
        ["feel.limit-steps"] = "The evaluation takes more than {0} steps.",
        ["feel.limit-depth"] = "The evaluation is nested more than {0} deep.",
        ["feel.limit-nesting"] = "A value is nested more than {0} deep.",
        ["feel.limit-list"] = "A list grows beyond {0} items.",
        ["feel.limit-text"] = "A string grows beyond {0} characters.",
    };

    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    public static FeelProblem Of(int position, string code, params ReadOnlySpan<string> arguments)
    {
        var message = Sentences[code];
        for (var i = 0; i < arguments.Length; i++)
        {
            message = message.Replace("{" + i + "}", Shorten(arguments[i]), StringComparison.Ordinal);
        }

        return new FeelProblem(position, code, message, [.. arguments]);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
