using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Reads types: <c>number</c>, <c>list&lt;string&gt;</c>, <c>context&lt;a: number&gt;</c> and the like.</summary>
internal sealed class FeelTypeParser(FeelTokens tokens, FeelParseOptions options)
{
    private const int DepthMax = 32;
    private static readonly string[][] LongNames =
    [
        ["days", "and", "time", "duration"], ["years", "and", "months", "duration"], ["date", "and", "time"],
    ];

    private int _depth;

    public FeelType Read()
    {
        if (++_depth > DepthMax) throw new FeelSyntaxException(FeelProblems.Of(tokens.Current.Position, "feel.too-deep"));
        var type = ReadType();
        _depth--;
        return type;
    }

    private FeelType ReadType()
    {
        var generic = tokens.Ahead(1).Is("<");
        if (generic && tokens.AcceptWord("list")) return new FeelType.ListType(Inner());
        if (generic && tokens.AcceptWord("range")) return new FeelType.RangeType(Inner());
        if (generic && tokens.AcceptWord("context")) return Context();
        if (generic && tokens.AcceptWord("function")) return Function();
        var name = Name();
        return options.FindType(name) ?? FeelType.BuiltIn(name) ?? new FeelType.UnknownType(name);
    }

    private FeelType Inner()
    {
        tokens.Expect("<");
        var inner = Read();
        tokens.Expect(">");
        return inner;
    }

    private FeelType.ContextType Context()
    {
        tokens.Expect("<");
        var entries = ImmutableArray.CreateBuilder<(string Name, FeelType Type)>();
        do
        {
            var name = FeelNames.ReadUpTo(tokens, token => token.Is(":")) ?? throw tokens.Unexpected();
            tokens.Expect(":");
            entries.Add((name, Read()));
        }
        while (tokens.Accept(","));
        tokens.Expect(">");
        return new FeelType.ContextType(entries.ToImmutable());
    }

    private FeelType.FunctionType Function()
    {
        tokens.Expect("<");
        var parameters = ImmutableArray.CreateBuilder<FeelType>();
        while (!tokens.Accept(">"))
        {
            if (parameters.Count > 0) tokens.Expect(",");
            parameters.Add(Read());
        }

        tokens.Expect("->");
        return new FeelType.FunctionType(parameters.ToImmutable(), Read(), Open: false);
    }

    private string Name()
    {
        var longest = LongNames.Concat(options.TypeNameParts).Where(Matches).MaxBy(parts => parts.Length);
        if (longest is null && tokens.Current.Kind is not (FeelTokenKind.Name or FeelTokenKind.QuotedName)) throw tokens.Unexpected();
        var start = tokens.Index;
        tokens.Index += longest?.Length ?? 1;
        while (longest is null && tokens.Current.Is(".") && tokens.Ahead(1).Kind == FeelTokenKind.Name) tokens.Index += 2;
        return tokens.Between(start, tokens.Index);
    }

    private bool Matches(string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (tokens.Ahead(i).Text != parts[i]) return false;
        }

        return parts.Length > 0;
    }
}
