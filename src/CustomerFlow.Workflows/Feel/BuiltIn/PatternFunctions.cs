using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions with regular expressions, written as XPath and XQuery write them (DMN §10.3.4.3).</summary>
internal static class PatternFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("matches", "input, pattern, flags?", call => InTime(call, Matches)),
        new("replace", "input, pattern, replacement, flags?", call => InTime(call, Replace)),
        new("split", "string, delimiter", call => InTime(call, Split)),
        new("extract", "string, pattern", call => InTime(call, Extract)),
    ];

    private static FeelValue? InTime(BuiltInCall call, Func<BuiltInCall, FeelValue?> function)
    {
        try
        {
            return function(call);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static FeelValue? Matches(BuiltInCall call) =>
        call.Text(0) is { } text && Pattern(call, 1, 2) is { } pattern ? FeelValue.Of(pattern.IsMatch(text)) : null;

    private static FeelValue? Replace(BuiltInCall call)
    {
        if (call.Text(0) is not { } text || call.Text(2) is not { } replacement || Pattern(call, 1, 3) is not { } pattern) return null;
        var isLiteral = call.Text(3)?.Contains('q', StringComparison.Ordinal) is true;
        // What matches nothing would be replaced everywhere; XPath calls that an error.
        if (pattern.IsMatch("")) return null;
        if (FeelPattern.Replacement(replacement, isLiteral, pattern.GetGroupNumbers().Length - 1) is not { } translated) return null;
        call.Run.CheckLength((long)(text.Length + 1) * (replacement.Length + 1) / 64);
        return call.Run.Text(pattern.Replace(text, translated));
    }

    private static FeelList? Split(BuiltInCall call)
    {
        if (call.Text(0) is not { } text || Pattern(call, 1, null) is not { } pattern) return null;
        var parts = ImmutableArray.CreateBuilder<FeelValue>();
        var start = 0;
        foreach (var match in pattern.EnumerateMatches(text))
        {
            if (match.Length == 0) continue;
            parts.Add(new FeelText(text[start..match.Index]));
            start = match.Index + match.Length;
            call.Run.CheckCount(parts.Count);
        }

        parts.Add(new FeelText(text[start..]));
        return new FeelList(parts.ToImmutable());
    }

    private static FeelList? Extract(BuiltInCall call)
    {
        if (call.Text(0) is not { } text || Pattern(call, 1, null) is not { } pattern) return null;
        var found = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var match in pattern.EnumerateMatches(text))
        {
            found.Add(new FeelText(text.Substring(match.Index, match.Length)));
            call.Run.CheckCount(found.Count);
        }

        return new FeelList(found.ToImmutable());
    }

    private static Regex? Pattern(BuiltInCall call, int patternIndex, int? flagsIndex)
    {
        if (call.Text(patternIndex) is not { } text) return null;
        var flags = flagsIndex is { } index && !call[index].IsNull ? call.Text(index) : "";
        return flags is null ? null : FeelPattern.Translate(text, flags);
    }
}
