namespace CustomerFlow.Workflows.Feel;

/// <summary>The tokens of an expression and the place that the parser has reached.</summary>
internal sealed class FeelTokens(string text)
{
    private readonly List<FeelToken> _tokens = FeelLexer.Read(text);

    public int Index { get; set; }

    public FeelToken Current => _tokens[Index];

    public bool AtEnd => Current.Kind == FeelTokenKind.End;

    public FeelToken Ahead(int count) => _tokens[Math.Min(Index + count, _tokens.Count - 1)];

    public FeelToken Take()
    {
        var token = Current;
        if (!AtEnd) Index++;
        return token;
    }

    public bool Accept(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        Index++;
        return true;
    }

    public bool AcceptWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        Index++;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!Accept(symbol)) throw Unexpected();
    }

    public void ExpectWord(string word)
    {
        if (!AcceptWord(word)) throw Unexpected();
    }

    /// <summary>The text from a token up to another, blanks put together: a name as it was written.</summary>
    public string Between(int from, int to)
    {
        var start = _tokens[from].Position;
        var words = text[start.._tokens[to].Position].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    public FeelSyntaxException Unexpected() => new(AtEnd
        ? FeelProblems.Of(Current.Position, "feel.unfinished")
        : FeelProblems.Of(Current.Position, "feel.unexpected", Current.Text));
}
