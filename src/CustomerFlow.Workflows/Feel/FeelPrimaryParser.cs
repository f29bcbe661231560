using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Reads what operators stand between: literals, names, brackets and the constructs that start with a word.</summary>
internal sealed class FeelPrimaryParser(
    FeelTokens tokens, FeelNames names, FeelTypeParser types, FeelBindings bindings, Func<FeelNode> expression, Func<FeelNode> additive)
{
    /// <summary>How many ends of ranges are being read; there a square bracket may close the range.</summary>
    public int RangeEnds { get; set; }

    public FeelNode Read()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case FeelTokenKind.Number when FeelNumber.TryParse(token.Text, out var number):
                tokens.Take();
                return new LiteralNode(token.Position, new FeelNumberValue(number));
            case FeelTokenKind.Text:
                return new LiteralNode(tokens.Take().Position, new FeelText(token.Text));
            case FeelTokenKind.AtText:
                tokens.Take();
                return new LiteralNode(token.Position, FeelTemporalText.Any(token.Text)
                    ?? throw new FeelSyntaxException(FeelProblems.Of(token.Position, "feel.literal", token.Text)));
            case FeelTokenKind.Symbol:
                return Bracketed(token);
            case FeelTokenKind.Name or FeelTokenKind.QuotedName:
                if (names.Read(tokens) is not { } name) return Keyword(token);
                bindings.Read(name);
                return new NameNode(token.Position, name);
            default:
                throw tokens.Unexpected();
        }
    }

    private FeelNode Bracketed(FeelToken token)
    {
        if (FeelParser.Operator(token) is { } operation and not FeelOperator.NotEqual)
        {
            tokens.Take();
            var end = additive();
            if (operation is FeelOperator.Equal) return new RangeNode(token.Position, end, true, end, true);
            return operation is FeelOperator.Less or FeelOperator.LessOrEqual
                ? new RangeNode(token.Position, null, false, end, operation is FeelOperator.LessOrEqual)
                : new RangeNode(token.Position, end, operation is FeelOperator.GreaterOrEqual, null, false);
        }

        tokens.Take();
        switch (token.Text)
        {
            case "(":
                var inner = expression();
                if (tokens.Accept("..")) return Range(token.Position, inner, startIncluded: false);
                tokens.Expect(")");
                return inner;
            case "]":
                var start = expression();
                tokens.Expect("..");
                return Range(token.Position, start, startIncluded: false);
            case "[":
                return ListOrRange(token.Position);
            case "{":
                return Context(token.Position);
            default:
                tokens.Index--;
                throw tokens.Unexpected();
        }
    }

    private FeelNode ListOrRange(int position)
    {
        if (tokens.Accept("]")) return new ListNode(position, []);
        var items = ImmutableArray.CreateBuilder<FeelNode>();
        items.Add(expression());
        if (tokens.Accept("..")) return Range(position, items[0], startIncluded: true);
        while (tokens.Accept(",")) items.Add(expression());
        tokens.Expect("]");
        return new ListNode(position, items.ToImmutable());
    }

    private RangeNode Range(int position, FeelNode start, bool startIncluded)
    {
        RangeEnds++;
        var end = expression();
        RangeEnds--;
        if (tokens.Accept("]")) return new RangeNode(position, start, startIncluded, end, endIncluded: true);
        if (!tokens.Accept(")")) tokens.Expect("[");
        return new RangeNode(position, start, startIncluded, end, endIncluded: false);
    }

    private ContextNode Context(int position)
    {
        using var scope = bindings.Open();
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelNode>>();
        while (!tokens.Accept("}"))
        {
            if (entries.Count > 0) tokens.Expect(",");
            var name = FeelNames.ReadUpTo(tokens, token => token.Is(":")) ?? throw tokens.Unexpected();
            tokens.Expect(":");
            entries.Add(KeyValuePair.Create(name, expression()));
            Declare(name);
        }

        return new ContextNode(position, entries.ToImmutable());
    }

    private FeelNode Keyword(FeelToken token)
    {
        tokens.Take();
        switch (token.Text)
        {
            case "true":
                return new LiteralNode(token.Position, FeelValue.True);
            case "false":
                return new LiteralNode(token.Position, FeelValue.False);
            case "null":
                return new LiteralNode(token.Position, FeelValue.Null);
            case "if":
                var condition = expression();
                tokens.ExpectWord("then");
                var then = expression();
                tokens.ExpectWord("else");
                return new IfNode(token.Position, condition, then, expression());
            case "for":
                return For(token.Position);
            case "some" or "every":
                return Quantified(token);
            case "function":
                return Function(token.Position);
            default:
                tokens.Index--;
                throw tokens.Unexpected();
        }
    }

    private ForNode For(int position)
    {
        using var scope = bindings.Open();
        var iterators = Iterators();
        tokens.ExpectWord("return");
        bindings.Declare("partial");
        var before = bindings.PartialReads;
        var body = expression();
        return new ForNode(position, iterators, body, bindings.PartialReads > before);
    }

    private QuantifiedNode Quantified(FeelToken token)
    {
        using var scope = bindings.Open();
        var iterators = Iterators();
        tokens.ExpectWord("satisfies");
        return new QuantifiedNode(token.Position, token.Text == "every", iterators, expression());
    }

    private ImmutableArray<FeelIterator> Iterators()
    {
        var iterators = ImmutableArray.CreateBuilder<FeelIterator>();
        do
        {
            var name = FeelNames.ReadUpTo(tokens, token => token.IsWord("in")) ?? throw tokens.Unexpected();
            tokens.ExpectWord("in");
            var source = expression();
            iterators.Add(new FeelIterator(name, source, tokens.Accept("..") ? expression() : null));
            Declare(name);
        }
        while (tokens.Accept(","));
        return iterators.ToImmutable();
    }

    private FunctionNode Function(int position)
    {
        using var scope = bindings.Open();
        tokens.Expect("(");
        var parameters = ImmutableArray.CreateBuilder<FeelParameter>();
        while (!tokens.Accept(")"))
        {
            if (parameters.Count > 0) tokens.Expect(",");
            var name = FeelNames.ReadUpTo(tokens, token => token.Is(":") || token.Is(",") || token.Is(")")) ?? throw tokens.Unexpected();
            parameters.Add(new FeelParameter(name, tokens.Accept(":") ? types.Read() : FeelType.Any));
            Declare(name);
        }

        var external = tokens.AcceptWord("external");
        return new FunctionNode(position, parameters.ToImmutable(), expression(), external);
    }

    private void Declare(string name)
    {
        names.Declare(name);
        bindings.Declare(name);
    }
}
