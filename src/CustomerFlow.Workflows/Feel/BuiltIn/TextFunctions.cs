using System.Collections.Immutable;
using System.Text;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on strings (DMN §10.3.4.3). Positions and lengths count characters, not UTF-16 units.</summary>
internal static class TextFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("substring", "string, start position, length?", Substring),
        new("string length", "string", call => call.Text(0) is { } text ? FeelValue.Of(Length(text)) : null),
        new("upper case", "string", call => FeelValueOf(call.Text(0)?.ToUpperInvariant())),
        new("lower case", "string", call => FeelValueOf(call.Text(0)?.ToLowerInvariant())),
        new("substring before", "string, match", call => Around(call, (text, at, _) => text[..at])),
        new("substring after", "string, match", call => Around(call, (text, at, length) => text[(at + length)..])),
        new("contains", "string, match", call => Test(call, (text, match) => text.Contains(match, StringComparison.Ordinal))),
        new("starts with", "string, match", call => Test(call, (text, match) => text.StartsWith(match, StringComparison.Ordinal))),
        new("ends with", "string, match", call => Test(call, (text, match) => text.EndsWith(match, StringComparison.Ordinal))),
        new("string join", "list, delimiter?, prefix?, suffix?", Join),
        new("trim", "string", call => FeelValueOf(call.Text(0)?.Trim())),
        new("is blank", "string", call => call.Text(0) is { } text ? FeelValue.Of(string.IsNullOrWhiteSpace(text)) : null),
        new("to base64", "value", call =>
            FeelValueOf(call.Text(0) is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null)),
    ];

    private static FeelText? FeelValueOf(string? text) => text is null ? null : new FeelText(text);

    private static int Length(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) pairs++;
        }

        return text.Length - pairs;
    }

    private static FeelText? Substring(BuiltInCall call)
    {
        if (call.Text(0) is not { } text || call.Whole(1) is not { } start || start == 0) return null;
        var length = Length(text);
        if (call.IsGiven(2) && (call.Whole(2) is not { } given || given < 1)) return null;
        var from = start > 0 ? start - 1 : length + start;
        if (from < 0 || from >= length) return start > 0 && from >= length ? new FeelText("") : null;
        var count = call.IsGiven(2) ? Math.Min(call.Whole(2)!.Value, length - from) : length - from;
        if (length == text.Length) return new FeelText(text.Substring((int)from, (int)count));
        return new FeelText(string.Concat(text.EnumerateRunes().Skip((int)from).Take((int)count)));
    }

    private static FeelText? Around(BuiltInCall call, Func<string, int, int, string> part)
    {
        if (call.Text(0) is not { } text || call.Text(1) is not { } match) return null;
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return new FeelText(at < 0 ? "" : part(text, at, match.Length));
    }

    private static FeelValue? Test(BuiltInCall call, Func<string, string, bool> test) =>
        call.Text(0) is { } text && call.Text(1) is { } match ? FeelValue.Of(test(text, match)) : null;

    private static FeelValue? Join(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        for (var i = 1; i <= 3; i++)
        {
            if (!call[i].IsNull && call.Text(i) is null) return null;
        }

        var output = new StringBuilder(call.Text(2));
        var isFirst = true;
        foreach (var item in items)
        {
            if (item.IsNull) continue;
            if (item is not FeelText text) return null;
            if (!isFirst) output.Append(call.Text(1));
            isFirst = false;
            output.Append(text.Value);
            call.Run.CheckLength(output.Length);
        }

        return call.Run.Text(output.Append(call.Text(3)).ToString());
    }
}
