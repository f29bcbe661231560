using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Translates regular expressions of XPath 3 to those of .NET, in the mode whose time is linear.</summary>
internal static class FeelPattern
{
    private const int LengthMax = 4_096;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(100);
    private static readonly Regex BackReference = new(@"(^|[^\\])(\\\\)*\\[1-9]", RegexOptions.NonBacktracking);
    private const string NameStart = @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
        + @"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";

    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    /// <summary>The pattern; nothing if it or a flag is none.</summary>
    public static Regex? Translate(string pattern, string flags)
    {
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            if ("smixq".IndexOf(flag, StringComparison.Ordinal) < 0) return null;
            options |= flag switch
            {
                's' => RegexOptions.Singleline,
                'm' => RegexOptions.Multiline,
                'i' => RegexOptions.IgnoreCase,
                _ => RegexOptions.None,
            };
        }

        var isLiteral = flags.Contains('q', StringComparison.Ordinal);
        if (pattern.Length > LengthMax) return null;
        if (!isLiteral && flags.Contains('x', StringComparison.Ordinal)) pattern = WithoutBlanks(pattern);
        var translated = isLiteral ? Regex.Escape(pattern) : Rewrite(pattern, options);
        if (translated is null) return null;
        try
        {
            // References to groups need the other mode; there a clock ends what would take too long.
            var refersBack = !isLiteral && BackReference.IsMatch(pattern);
            return refersBack
                ? new Regex(translated, options & ~RegexOptions.NonBacktracking, TimeMax)
                : new Regex(translated, options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The replacement in .NET's spelling; nothing if it has a stray <c>$</c> or backslash.</summary>
    public static string? Replacement(string text, bool isLiteral, int groupCount)
    {
        if (isLiteral) return text.Replace("$", "$$", StringComparison.Ordinal);
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\')
            {
                if (next is not ('\\' or '$')) return null;
                output.Append(next == '$' ? "$$" : "\\");
                i++;
            }
            else if (text[i] == '$')
            {
                if (!char.IsAsciiDigit(next)) return null;
                var group = next - '0';
                i++;
                // As many digits belong to the number as there are groups for.
                while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (group * 10) + text[i + 1] - '0' <= groupCount)
                {
                    group = (group * 10) + text[++i] - '0';
                }

                if (group <= groupCount) output.Append("${").Append(group).Append('}');
            }
            else
            {
                output.Append(text[i]);
            }
        }

        return output.ToString();
    }

    private static string? Rewrite(string pattern, RegexOptions options)
    {
        var output = new StringBuilder(pattern.Length + 16);
        var classDepth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var symbol = pattern[i];
            if (symbol == '\\')
            {
                if (++i == pattern.Length || Escape(pattern[i], classDepth > 0) is not { } escape) return null;
                output.Append(escape);
                continue;
            }

            if (symbol == '[') classDepth++;
            if (symbol == ']') classDepth--;
            if (classDepth < 0) return null;
            // Of the groups with a question mark XPath knows the one that captures nothing.
            if (classDepth == 0 && symbol == '(' && pattern.AsSpan(i).StartsWith("(?") && !pattern.AsSpan(i).StartsWith("(?:")) return null;
            output.Append((symbol, classDepth) switch
            {
                ('$', 0) when !options.HasFlag(RegexOptions.Multiline) => @"\z",
                ('.', 0) when !options.HasFlag(RegexOptions.Singleline) => @"[^\n\r]",
                _ => symbol.ToString(),
            });
        }

        return classDepth == 0 ? output.ToString() : null;
    }

    private static string WithoutBlanks(string pattern)
    {
        var output = new StringBuilder(pattern.Length);
        var classDepth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[') classDepth++;
            if (pattern[i] == ']') classDepth--;
            if (classDepth > 0 || pattern[i] is not (' ' or '\t' or '\n' or '\r')) output.Append(pattern[i]);
        }

        return output.ToString();
    }

    private static string? Escape(char symbol, bool inClass) => symbol switch
    {
        'i' => inClass ? NameStart : "[" + NameStart + "]",
        'c' => inClass ? NamePart : "[" + NamePart + "]",
        'I' when !inClass => "[^" + NameStart + "]",
        'C' when !inClass => "[^" + NamePart + "]",
        'n' or 'r' or 't' or 's' or 'S' or 'd' or 'D' or 'w' or 'W' or 'p' or 'P' => "\\" + symbol,
        >= '0' and <= '9' when !inClass => "\\" + symbol,
        _ when "\\|.-^?*+{}()[]$".Contains(symbol, StringComparison.Ordinal) => "\\" + symbol,
        _ => null,
    };
}
