namespace CustomerFlow.Workflows.Feel;

internal enum FeelTokenKind
{
    Name,
    QuotedName,
    Number,
    Text,
    AtText,
    Symbol,
    End,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; of a string the content.</param>
/// <param name="Position">Where it starts.</param>
internal readonly record struct FeelToken(FeelTokenKind Kind, string Text, int Position)
{
    public bool Is(string symbol) => Kind == FeelTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == FeelTokenKind.Name && Text == word;
}
