using System.Collections.Immutable;
using System.Text;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Texts;

/// <summary>A text with FEEL placeholders, <c>Dear {{ contact.name }},</c>, taken apart.</summary>
/// <param name="Literals">The text around the placeholders; one more than there are placeholders.</param>
/// <param name="Placeholders">The expressions in order.</param>
public sealed record TextTemplate(ImmutableArray<string> Literals, ImmutableArray<Placeholder> Placeholders)
{
    /// <summary>How many placeholders a text may hold.</summary>
    public const int PlaceholdersMax = 200;

    /// <summary>
    /// Takes a text apart. A placeholder ends at the first <c>}}</c> that is outside a FEEL string and closes no brace of the expression.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where the text stands, for problems; the line is added.</param>
    /// <param name="options">How FEEL is read; null for the usual way.</param>
    /// <param name="firstLine">Number of the text's first line in its file.</param>
    public static (TextTemplate Template, ImmutableArray<Problem> Problems) Read(
        string text, string path, FeelParseOptions? options = null, int firstLine = 1)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var literals = ImmutableArray.CreateBuilder<string>();
        var placeholders = ImmutableArray.CreateBuilder<Placeholder>();
        var from = 0;
        while (text.IndexOf("{{", from, StringComparison.Ordinal) is var open and >= 0)
        {
            var line = firstLine + text.AsSpan(0, open).Count('\n');
            var close = End(text, open + 2);
            if (close < 0)
            {
                problems.Add(new($"{path} line {line}", "text.placeholder-unclosed",
                    new("占位符 {{ 没有以 }} 结束。", "A placeholder begins with {{ but does not end with }}.")));
                break;
            }

            literals.Add(text[from..open]);
            placeholders.Add(Placeholder.Read(text[(open + 2)..close].Trim(), line, path, options, problems));
            from = close + 2;
        }

        literals.Add(text[from..]);
        if (placeholders.Count > PlaceholdersMax)
        {
            problems.Add(new(path, "text.placeholders-too-many",
                new($"占位符超过 {PlaceholdersMax} 个。", $"There are more than {PlaceholdersMax} placeholders.")));
        }

        return (new(literals.ToImmutable(), placeholders.ToImmutable()), problems.ToImmutable());
    }

    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => Placeholders.IsEmpty && Literals[0].Length == 0;

    internal string Join(Func<int, string> valueAt)
    {
        var text = new StringBuilder(Literals[0]);
        for (var index = 0; index < Placeholders.Length; index++) text.Append(valueAt(index)).Append(Literals[index + 1]);
        return text.ToString();
    }

    private static int End(string text, int from)
    {
        var depth = 0;
        var quoted = false;
        for (var index = from; index < text.Length; index++)
        {
            var character = text[index];
            if (quoted && character == '\\') index++;
            else if (character == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (character == '{') depth++;
            else if (character == '}' && depth > 0) depth--;
            else if (character == '}' && index + 1 < text.Length && text[index + 1] == '}') return index;
        }

        return -1;
    }
}

/// <summary>A FEEL expression inside a text.</summary>
/// <param name="Source">The expression without the braces.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Expression">What to evaluate; null when the source is no expression.</param>
public sealed record Placeholder(string Source, int Line, FeelExpression? Expression)
{
    internal static Placeholder Read(string source, int line, string path, FeelParseOptions? options, ICollection<Problem> problems)
    {
        if (source.Length > 0) return new(source, line, TextExpression.Parse(source, $"{path} line {line}", options, problems));
        problems.Add(new($"{path} line {line}", "text.placeholder-empty",
            new("占位符 {{ }} 中没有内容。", "The placeholder {{ }} is empty.")));
        return new(source, line, null);
    }
}
