using System.Globalization;
using System.Text;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Ends the reading of an expression with its first error; never leaves the parser.</summary>
internal sealed class FeelSyntaxException(FeelProblem problem) : Exception(problem.Message)
{
    public FeelProblem Problem { get; } = problem;
}

/// <summary>Cuts an expression into tokens (DMN §10.3.1.2). Names of several words are put together by the parser.</summary>
internal sealed class FeelLexer(string text)
{
    private static readonly string[] LongSymbols = ["**", "..", "<=", ">=", "!=", "->"];
    private int _at;

    public static List<FeelToken> Read(string text)
    {
        var lexer = new FeelLexer(text);
        var tokens = new List<FeelToken>();
        while (true)
        {
            var token = lexer.Next();
            tokens.Add(token);
            if (token.Kind == FeelTokenKind.End) return tokens;
        }
    }

    /// <summary>The characters of a name's tokens, for names known beforehand; empty when they are no tokens.</summary>
    public static string[] NameParts(string name)
    {
        try
        {
            return [.. Read(name).SkipLast(1).Select(token => token.Text)];
        }
        catch (FeelSyntaxException)
        {
            return [];
        }
    }

    /// <summary>Whether a text is a name of one or more words.</summary>
    public static bool IsName(string text)
    {
        try
        {
            var tokens = Read(text);
            return tokens.Count > 1 && tokens[0].Kind == FeelTokenKind.Name
                && tokens.SkipLast(1).All(token =>
                    token.Kind is FeelTokenKind.Name or FeelTokenKind.Number || token.Text is "-" or "+" or "/" or "*" or "'");
        }
        catch (FeelSyntaxException)
        {
            return false;
        }
    }

    private FeelToken Next()
    {
        SkipBlanks();
        if (_at >= text.Length) return new FeelToken(FeelTokenKind.End, "", text.Length);
        var start = _at;
        var first = text[_at];
        if (first == '"') return new FeelToken(FeelTokenKind.Text, ReadText(), start);
        if (first == '`') return new FeelToken(FeelTokenKind.QuotedName, ReadQuotedName(), start);
        if (first == '@' && _at + 1 < text.Length && text[_at + 1] == '"')
        {
            _at++;
            return new FeelToken(FeelTokenKind.AtText, ReadText(), start);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && IsDigit(_at + 1))) return new FeelToken(FeelTokenKind.Number, ReadNumber(), start);
        if (IsNameStart(RuneAt(_at))) return new FeelToken(FeelTokenKind.Name, ReadName(), start);
        foreach (var symbol in LongSymbols)
        {
            if (!text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal)) continue;
            _at += symbol.Length;
            return new FeelToken(FeelTokenKind.Symbol, symbol, start);
        }

        _at++;
        return new FeelToken(FeelTokenKind.Symbol, first.ToString(), start);
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            var rest = text.AsSpan(_at);
            if (char.IsWhiteSpace(rest[0]) || rest[0] is '\u200B' or '\uFEFF' or '\u180E')
            {
                _at++;
            }
            else if (rest.StartsWith("//", StringComparison.Ordinal))
            {
                var end = rest.IndexOf('\n');
                _at = end < 0 ? text.Length : _at + end + 1;
            }
            else if (rest.StartsWith("/*", StringComparison.Ordinal))
            {
                var end = rest.IndexOf("*/", StringComparison.Ordinal);
                _at = end < 0 ? text.Length : _at + end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private string ReadNumber()
    {
        var start = _at;
        while (IsDigit(_at)) _at++;
        if (_at < text.Length && text[_at] == '.' && IsDigit(_at + 1))
        {
            _at++;
            while (IsDigit(_at)) _at++;
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            var power = _at + 1;
            if (power < text.Length && text[power] is '+' or '-') power++;
            if (IsDigit(power))
            {
                _at = power;
                while (IsDigit(_at)) _at++;
            }
        }

        return text[start.._at];
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(RuneAt(_at))) _at += RuneAt(_at).Utf16SequenceLength;
        return text[start.._at];
    }

    private string ReadQuotedName()
    {
        var end = text.IndexOf('`', _at + 1);
        if (end < 0) throw new FeelSyntaxException(FeelProblems.Of(_at, "feel.text-open"));
        var name = text[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    private string ReadText()
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            if (text[_at] == '\\') ReadEscape(content);
            else content.Append(text[_at++]);
        }

        if (_at >= text.Length) throw new FeelSyntaxException(FeelProblems.Of(start, "feel.text-open"));
        _at++;
        return content.ToString();
    }

    private void ReadEscape(StringBuilder content)
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        var known = "ntr\"'\\".IndexOf(next, StringComparison.Ordinal);
        if (known >= 0)
        {
            content.Append("\n\t\r\"'\\"[known]);
            _at += 2;
            return;
        }

        var digits = next switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0 && _at + 2 + digits <= text.Length
            && int.TryParse(text.AsSpan(_at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            // Halves of a surrogate pair are written as two escapes, so they pass one by one.
            if (code <= 0xFFFF) content.Append((char)code);
            else content.Append(char.ConvertFromUtf32(code));
            _at += 2 + digits;
            return;
        }

        // Unknown escapes stay as they are, as patterns such as "\d" need.
        content.Append('\\');
        _at++;
    }

    private bool IsDigit(int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private Rune RuneAt(int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsNameStart(Rune rune) =>
        rune.Value is '?' or '_' or '$' || Rune.IsLetter(rune) || rune.Value is >= 0x10000 and <= 0xEFFFF || IsOtherNameStart(rune.Value);

    private static bool IsOtherNameStart(int code) =>
        code is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D)
            or (>= 0x37F and <= 0x1FFF) or 0x200C or 0x200D or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF)
            or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFC);

    private static bool IsNamePart(Rune rune) =>
        (IsNameStart(rune) && rune.Value != 0x180E) || Rune.IsDigit(rune)
        || rune.Value is 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;
}
