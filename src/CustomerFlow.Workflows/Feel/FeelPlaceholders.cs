using System.Collections.Immutable;
using System.Text;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A text with placeholders <c>{{ feel }}</c>, as mails are written. Immutable, worth caching.</summary>
public sealed class FeelPlaceholders
{
    private const string Open = "{{";
    private const string Close = "}}";

    private FeelPlaceholders(ImmutableArray<Segment> segments, ImmutableArray<FeelProblem> problems)
    {
        Segments = segments;
        Problems = problems;
    }

    /// <summary>The pieces of the text in order.</summary>
    public ImmutableArray<Segment> Segments { get; }

    /// <summary>Placeholders that are no expressions; their positions count from the start of the text. They stay empty.</summary>
    public ImmutableArray<FeelProblem> Problems { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; a placeholder without its end is plain text.</param>
    /// <param name="options">Names known beforehand.</param>
    public static FeelPlaceholders Parse(string text, FeelParseOptions? options = null)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var problems = ImmutableArray.CreateBuilder<FeelProblem>();
        var at = 0;
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is var open and >= 0)
        {
            var parsed = ReadPlaceholder(text, open + Open.Length, options, out var end);
            if (end < 0) break;
            if (open > at) segments.Add(new Segment.Plain(text[at..open]));
            if (parsed is FeelParse.Parsed found) segments.Add(new Segment.Placeholder(found.Expression));
            if (parsed is FeelParse.Refused refused)
            {
                problems.Add(refused.Problem with { Position = refused.Problem.Position + open + Open.Length });
            }

            at = end + Close.Length;
        }

        if (at < text.Length) segments.Add(new Segment.Plain(text[at..]));
        return new FeelPlaceholders(segments.ToImmutable(), problems.ToImmutable());
    }

    /// <summary>Writes the text with the values of its placeholders.</summary>
    /// <param name="scope">The variables.</param>
    /// <param name="environment">Clock, limits and further functions.</param>
    /// <param name="format">How a value reads in the language of the text; dates, times and numbers differ.</param>
    public (string Text, ImmutableArray<FeelProblem> Problems) Evaluate(
        IFeelScope scope, FeelEnvironment environment, Func<FeelValue, string> format)
    {
        var output = new StringBuilder();
        var problems = Problems.ToBuilder();
        foreach (var segment in Segments)
        {
            if (segment is Segment.Plain plain)
            {
                output.Append(plain.Text);
                continue;
            }

            var result = ((Segment.Placeholder)segment).Expression.Evaluate(scope, environment);
            problems.AddRange(result.Problems);
            if (!result.Value.IsNull) output.Append(format(result.Value));
        }

        return (output.ToString(), problems.ToImmutable());
    }

    /// <summary>Takes the nearest end that makes an expression: contexts end in the same brackets.</summary>
    private static FeelParse? ReadPlaceholder(string text, int start, FeelParseOptions? options, out int end)
    {
        const int EndsTriedMax = 8;
        FeelParse? first = null;
        var firstEnd = end = text.IndexOf(Close, start, StringComparison.Ordinal);
        for (var tries = 0; end >= 0 && tries < EndsTriedMax; tries++)
        {
            var parsed = FeelExpression.Parse(text[start..end], options);
            if (parsed is FeelParse.Parsed) return parsed;
            first ??= parsed;
            end = text.IndexOf(Close, end + 1, StringComparison.Ordinal);
        }

        end = firstEnd;
        return first;
    }

    /// <summary>A piece of a text with placeholders.</summary>
    public abstract record Segment
    {
        private Segment()
        {
        }

        /// <summary>Characters that stay as they are.</summary>
        /// <param name="Text">The characters.</param>
        public sealed record Plain(string Text) : Segment;

        /// <summary>An expression whose value is put in.</summary>
        /// <param name="Expression">The expression.</param>
        public sealed record Placeholder(FeelExpression Expression) : Segment;
    }
}
