namespace CustomerFlow.Workflows.Feel;

/// <summary>Names of one or several tokens (DMN §10.3.1.4): the longest known name wins, else words side by side.</summary>
internal sealed class FeelNames
{
    private static readonly HashSet<string> Reserved =
    [
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance", "of",
        "function", "true", "false", "null",
    ];

    private static readonly FeelNames BuiltInNames = new(BuiltIns.Names, null);
    private readonly Dictionary<string, List<string[]>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelling = new(StringComparer.Ordinal);
    private readonly FeelNames? _outer;

    public FeelNames(IEnumerable<string> known)
        : this(known, BuiltInNames)
    {
    }

    private FeelNames(IEnumerable<string> known, FeelNames? outer)
    {
        _outer = outer;
        foreach (var name in known) Declare(name);
    }

    public static bool IsReserved(FeelToken token) => token.Kind == FeelTokenKind.Name && Reserved.Contains(token.Text);

    /// <summary>Makes a name known. One of a single token needs no help to be read.</summary>
    public void Declare(string name)
    {
        var parts = FeelLexer.NameParts(name);
        if (parts.Length < 2) return;
        if (!_known.TryGetValue(parts[0], out var names)) _known[parts[0]] = names = [];
        if (_spelling.TryAdd(string.Join('\n', parts), name)) names.Add(parts);
    }

    /// <summary>Reads the name at the cursor; nothing if there is none.</summary>
    public string? Read(FeelTokens tokens)
    {
        if (tokens.Current.Kind == FeelTokenKind.QuotedName) return tokens.Take().Text;
        if (tokens.Current.Kind != FeelTokenKind.Name) return null;
        var (name, length) = Longest(tokens);
        if (length == 0 && IsReserved(tokens.Current)) return null;
        var start = tokens.Index;
        tokens.Index += Math.Max(1, length);
        if (length > 0 && !IsPlainWord(tokens.Current)) return name;
        while (IsPlainWord(tokens.Current)) tokens.Index++;
        return tokens.Between(start, tokens.Index);
    }

    /// <summary>Reads a name that ends before one of the marks, whatever it is made of; nothing if it does not.</summary>
    public static string? ReadUpTo(FeelTokens tokens, Func<FeelToken, bool> isEnd)
    {
        if (tokens.Current.Kind is FeelTokenKind.QuotedName or FeelTokenKind.Text && isEnd(tokens.Ahead(1))) return tokens.Take().Text;
        var start = tokens.Index;
        var length = 0;
        while (IsNamePart(tokens.Ahead(length)) && !isEnd(tokens.Ahead(length))) length++;
        if (length == 0 || tokens.Current.Kind != FeelTokenKind.Name || !isEnd(tokens.Ahead(length))) return null;
        tokens.Index += length;
        return tokens.Between(start, tokens.Index);
    }

    private static bool IsNamePart(FeelToken token) =>
        token.Kind is FeelTokenKind.Name or FeelTokenKind.Number
        || (token.Kind == FeelTokenKind.Symbol && token.Text is "." or "/" or "-" or "'" or "’" or "+" or "*" or "**");

    private static bool IsPlainWord(FeelToken token) => token.Kind == FeelTokenKind.Name && !IsReserved(token) && token.Text != "?";

    private (string Name, int Length) Longest(FeelTokens tokens)
    {
        var best = _outer?.Longest(tokens) ?? ("", 0);
        if (!_known.TryGetValue(tokens.Current.Text, out var candidates)) return best;
        foreach (var parts in candidates)
        {
            if (parts.Length <= best.Item2 || !Matches(tokens, parts)) continue;
            best = (_spelling[string.Join('\n', parts)], parts.Length);
        }

        return best;
    }

    private bool Matches(FeelTokens tokens, string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var token = tokens.Ahead(i);
            if (token.Text != parts[i] || token.Kind is FeelTokenKind.Text or FeelTokenKind.AtText) return false;
        }

        // A built-in name such as "date and time" could as well be two variables, unless it is called.
        return _outer is not null || !parts.Any(Reserved.Contains) || tokens.Ahead(parts.Length).Is("(");
    }
}
