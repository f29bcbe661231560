using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Reads expressions by recursive descent, one method per level of precedence (DMN §10.3.1.2).</summary>
internal sealed class FeelParser
{
    private const int DepthMax = 150;
    private readonly FeelTokens _tokens;
    private readonly FeelNames _names;
    private readonly FeelTypeParser _types;
    private readonly FeelBindings _bindings = new();
    private int _depth;
    private int _rangeEnds;

    public FeelParser(string text, FeelParseOptions options)
    {
        _tokens = new FeelTokens(text);
        _names = new FeelNames(options.KnownNames);
        _types = new FeelTypeParser(_tokens, options);
    }

    public IReadOnlySet<string> FreeNames => _bindings.Free;

    public FeelNode ReadExpression()
    {
        var node = Expression();
        return _tokens.AtEnd ? node : throw _tokens.Unexpected();
    }

    /// <summary>Reads unary tests; nothing for <c>-</c>, which every input meets.</summary>
    public FeelNode ReadTests()
    {
        if (_tokens.Current.Is("-") && _tokens.Ahead(1).Kind == FeelTokenKind.End) return new LiteralNode(0, FeelValue.True);
        var negated = Attempt(NegatedTests);
        if (negated is not null) return negated;
        var tests = Tests();
        return _tokens.AtEnd ? new TestsNode(0, tests, negated: false) : throw _tokens.Unexpected();
    }

    private TestsNode NegatedTests()
    {
        _tokens.ExpectWord("not");
        _tokens.Expect("(");
        var tests = Tests();
        _tokens.Expect(")");
        return _tokens.AtEnd ? new TestsNode(0, tests, negated: true) : throw _tokens.Unexpected();
    }

    private ImmutableArray<FeelTest> Tests()
    {
        var tests = ImmutableArray.CreateBuilder<FeelTest>();
        do tests.Add(Test(Expression));
        while (_tokens.Accept(","));
        return tests.ToImmutable();
    }

    private FeelTest Test(Func<FeelNode> expression)
    {
        if (Operator(_tokens.Current) is { } operation)
        {
            _tokens.Take();
            return new FeelTest(operation, Additive(), ReadsInput: false);
        }

        var before = _bindings.InputReads;
        var node = expression();
        return new FeelTest(null, node, _bindings.InputReads > before);
    }

    private FeelNode Expression()
    {
        if (++_depth > DepthMax) throw new FeelSyntaxException(FeelProblems.Of(_tokens.Current.Position, "feel.too-deep"));
        var node = Disjunction();
        _depth--;
        return node;
    }

    private FeelNode Disjunction()
    {
        var left = Conjunction();
        for (var at = _tokens.Current.Position; _tokens.AcceptWord("or"); at = _tokens.Current.Position)
        {
            left = new LogicNode(at, conjunction: false, left, Conjunction());
        }

        return left;
    }

    private FeelNode Conjunction()
    {
        var left = Comparison();
        for (var at = _tokens.Current.Position; _tokens.AcceptWord("and"); at = _tokens.Current.Position)
        {
            left = new LogicNode(at, conjunction: true, left, Comparison());
        }

        return left;
    }

    private FeelNode Comparison()
    {
        var left = Additive();
        while (true)
        {
            var at = _tokens.Current.Position;
            if (Operator(_tokens.Current) is { } operation)
            {
                _tokens.Take();
                left = new ComparisonNode(at, operation, left, Additive());
            }
            else if (_tokens.AcceptWord("between"))
            {
                var low = Additive();
                _tokens.ExpectWord("and");
                left = new BetweenNode(at, left, low, Additive());
            }
            else if (_tokens.AcceptWord("in"))
            {
                left = new InNode(at, left, InTests());
            }
            else
            {
                return left;
            }
        }
    }

    private ImmutableArray<FeelTest> InTests()
    {
        if (_tokens.Current.Is("(") && Attempt(InnerTests) is { } several) return several.Value;
        return [Test(Additive)];
    }

    private Boxed InnerTests()
    {
        _tokens.Expect("(");
        var tests = Tests();
        _tokens.Expect(")");
        return new Boxed(tests);
    }

    private static FeelOperator? Operator(FeelToken token) => token.Kind != FeelTokenKind.Symbol ? null : token.Text switch
    {
        "=" => FeelOperator.Equal,
        "!=" => FeelOperator.NotEqual,
        "<" => FeelOperator.Less,
        "<=" => FeelOperator.LessOrEqual,
        ">" => FeelOperator.Greater,
        ">=" => FeelOperator.GreaterOrEqual,
        _ => null,
    };

    private FeelNode Additive()
    {
        var left = Multiplicative();
        while (_tokens.Current.Is("+") || _tokens.Current.Is("-"))
        {
            var sign = _tokens.Take();
            left = new ArithmeticNode(sign.Position, sign.Text == "+" ? FeelOperator.Add : FeelOperator.Subtract, left, Multiplicative());
        }

        return left;
    }

    private FeelNode Multiplicative()
    {
        var left = Power();
        while (_tokens.Current.Is("*") || _tokens.Current.Is("/"))
        {
            var sign = _tokens.Take();
            left = new ArithmeticNode(sign.Position, sign.Text == "*" ? FeelOperator.Multiply : FeelOperator.Divide, left, Power());
        }

        return left;
    }

    private FeelNode Power()
    {
        var left = Unary();
        while (_tokens.Current.Is("**")) left = new ArithmeticNode(_tokens.Take().Position, FeelOperator.Power, left, Unary());
        return left;
    }

    private FeelNode Unary()
    {
        if (!_tokens.Current.Is("-")) return Postfix();
        if (++_depth > DepthMax) throw new FeelSyntaxException(FeelProblems.Of(_tokens.Current.Position, "feel.too-deep"));
        var node = new NegateNode(_tokens.Take().Position, Unary());
        _depth--;
        return node;
    }

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            var at = _tokens.Current.Position;
            if (_tokens.Current.Is("[") && Filter(node) is { } filtered) node = filtered;
            else if (_tokens.Accept(".")) node = new PathNode(at, node, _names.Read(_tokens) ?? AnyWord());
            else if (_tokens.Accept("(")) node = Call(at, node);
            else if (_tokens.Current.IsWord("instance") && _tokens.Ahead(1).IsWord("of"))
            {
                _tokens.Index += 2;
                node = new InstanceOfNode(at, node, _types.Read());
            }
            else return node;
        }
    }

    private string AnyWord() => _tokens.Current.Kind == FeelTokenKind.Name ? _tokens.Take().Text : throw _tokens.Unexpected();

    private FilterNode? Filter(FeelNode source)
    {
        FilterNode Read()
        {
            var at = _tokens.Take().Position;
            using var item = _bindings.Bind("item");
            var filter = Expression();
            _tokens.Expect("]");
            return new FilterNode(at, source, filter);
        }

        // In "]1..2[" the bracket closes the range.
        return _rangeEnds > 0 ? Attempt(Read) : Read();
    }

    private CallNode Call(int position, FeelNode callee)
    {
        if (callee is NameNode name) _bindings.Called(name.Name);
        var arguments = ImmutableArray.CreateBuilder<FeelNode>();
        var names = ImmutableArray.CreateBuilder<string>();
        while (!_tokens.Accept(")"))
        {
            if (arguments.Count > 0) _tokens.Expect(",");
            if (FeelNames.ReadUpTo(_tokens, token => token.Is(":")) is { } argument)
            {
                _tokens.Expect(":");
                names.Add(argument);
            }

            arguments.Add(Expression());
        }

        if (names.Count > 0 && names.Count != arguments.Count) throw _tokens.Unexpected();
        return new CallNode(position, callee, arguments.ToImmutable(), names.ToImmutable());
    }

    private FeelNode Primary()
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case FeelTokenKind.Number when FeelNumber.TryParse(token.Text, out var number):
                _tokens.Take();
                return new LiteralNode(token.Position, new FeelNumberValue(number));
            case FeelTokenKind.Text:
                return new LiteralNode(_tokens.Take().Position, new FeelText(token.Text));
            case FeelTokenKind.AtText:
                _tokens.Take();
                return new LiteralNode(token.Position, FeelTemporalText.Any(token.Text)
                    ?? throw new FeelSyntaxException(FeelProblems.Of(token.Position, "feel.literal", token.Text)));
            case FeelTokenKind.Symbol:
                return Bracketed(token);
            case FeelTokenKind.Name or FeelTokenKind.QuotedName:
                if (_names.Read(_tokens) is not { } name) return Keyword(token);
                _bindings.Read(name);
                return new NameNode(token.Position, name);
            default:
                throw _tokens.Unexpected();
        }
    }

    private FeelNode Bracketed(FeelToken token)
    {
        if (Operator(token) is { } operation and not FeelOperator.NotEqual)
        {
            _tokens.Take();
            var end = Additive();
            if (operation is FeelOperator.Equal) return new RangeNode(token.Position, end, true, end, true);
            return operation is FeelOperator.Less or FeelOperator.LessOrEqual
                ? new RangeNode(token.Position, null, false, end, operation is FeelOperator.LessOrEqual)
                : new RangeNode(token.Position, end, operation is FeelOperator.GreaterOrEqual, null, false);
        }

        _tokens.Take();
        switch (token.Text)
        {
            case "(":
                var inner = Expression();
                if (_tokens.Accept("..")) return Range(token.Position, inner, startIncluded: false);
                _tokens.Expect(")");
                return inner;
            case "]":
                var start = Expression();
                _tokens.Expect("..");
                return Range(token.Position, start, startIncluded: false);
            case "[":
                return ListOrRange(token.Position);
            case "{":
                return Context(token.Position);
            default:
                _tokens.Index--;
                throw _tokens.Unexpected();
        }
    }

    private FeelNode ListOrRange(int position)
    {
        if (_tokens.Accept("]")) return new ListNode(position, []);
        var items = ImmutableArray.CreateBuilder<FeelNode>();
        items.Add(Expression());
        if (_tokens.Accept("..")) return Range(position, items[0], startIncluded: true);
        while (_tokens.Accept(",")) items.Add(Expression());
        _tokens.Expect("]");
        return new ListNode(position, items.ToImmutable());
    }

    private RangeNode Range(int position, FeelNode start, bool startIncluded)
    {
        _rangeEnds++;
        var end = Expression();
        _rangeEnds--;
        if (_tokens.Accept("]")) return new RangeNode(position, start, startIncluded, end, endIncluded: true);
        if (!_tokens.Accept(")")) _tokens.Expect("[");
        return new RangeNode(position, start, startIncluded, end, endIncluded: false);
    }

    private ContextNode Context(int position)
    {
        using var scope = _bindings.Open();
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelNode>>();
        while (!_tokens.Accept("}"))
        {
            if (entries.Count > 0) _tokens.Expect(",");
            var name = FeelNames.ReadUpTo(_tokens, token => token.Is(":")) ?? throw _tokens.Unexpected();
            _tokens.Expect(":");
            entries.Add(KeyValuePair.Create(name, Expression()));
            Declare(name);
        }

        return new ContextNode(position, entries.ToImmutable());
    }

    private FeelNode Keyword(FeelToken token)
    {
        _tokens.Take();
        switch (token.Text)
        {
            case "true":
                return new LiteralNode(token.Position, FeelValue.True);
            case "false":
                return new LiteralNode(token.Position, FeelValue.False);
            case "null":
                return new LiteralNode(token.Position, FeelValue.Null);
            case "if":
                var condition = Expression();
                _tokens.ExpectWord("then");
                var then = Expression();
                _tokens.ExpectWord("else");
                return new IfNode(token.Position, condition, then, Expression());
            case "for":
                return For(token.Position);
            case "some" or "every":
                return Quantified(token);
            case "function":
                return Function(token.Position);
            default:
                _tokens.Index--;
                throw _tokens.Unexpected();
        }
    }

    private ForNode For(int position)
    {
        using var scope = _bindings.Open();
        var iterators = Iterators();
        _tokens.ExpectWord("return");
        _bindings.Declare("partial");
        var before = _bindings.PartialReads;
        var body = Expression();
        return new ForNode(position, iterators, body, _bindings.PartialReads > before);
    }

    private QuantifiedNode Quantified(FeelToken token)
    {
        using var scope = _bindings.Open();
        var iterators = Iterators();
        _tokens.ExpectWord("satisfies");
        return new QuantifiedNode(token.Position, token.Text == "every", iterators, Expression());
    }

    private ImmutableArray<FeelIterator> Iterators()
    {
        var iterators = ImmutableArray.CreateBuilder<FeelIterator>();
        do
        {
            var name = FeelNames.ReadUpTo(_tokens, token => token.IsWord("in")) ?? throw _tokens.Unexpected();
            _tokens.ExpectWord("in");
            var source = Expression();
            iterators.Add(new FeelIterator(name, source, _tokens.Accept("..") ? Expression() : null));
            Declare(name);
        }
        while (_tokens.Accept(","));
        return iterators.ToImmutable();
    }

    private FunctionNode Function(int position)
    {
        using var scope = _bindings.Open();
        _tokens.Expect("(");
        var parameters = ImmutableArray.CreateBuilder<FeelParameter>();
        while (!_tokens.Accept(")"))
        {
            if (parameters.Count > 0) _tokens.Expect(",");
            var name = FeelNames.ReadUpTo(_tokens, token => token.Is(":") || token.Is(",") || token.Is(")")) ?? throw _tokens.Unexpected();
            parameters.Add(new FeelParameter(name, _tokens.Accept(":") ? _types.Read() : FeelType.Any));
            Declare(name);
        }

        var external = _tokens.AcceptWord("external");
        return new FunctionNode(position, parameters.ToImmutable(), Expression(), external);
    }

    private void Declare(string name)
    {
        _names.Declare(name);
        _bindings.Declare(name);
    }

    private T? Attempt<T>(Func<T> read)
        where T : class
    {
        var (index, depth, ends) = (_tokens.Index, _depth, _rangeEnds);
        try
        {
            return read();
        }
        catch (FeelSyntaxException)
        {
            (_tokens.Index, _depth, _rangeEnds) = (index, depth, ends);
            return null;
        }
    }

    private sealed record Boxed(ImmutableArray<FeelTest> Value);
}
