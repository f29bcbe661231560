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
    private readonly FeelPrimaryParser _primaries;
    private int _depth;

    public FeelParser(string text, FeelParseOptions options)
    {
        _tokens = new FeelTokens(text);
        _names = new FeelNames(options.KnownNames);
        _types = new FeelTypeParser(_tokens, options);
        _primaries = new FeelPrimaryParser(_tokens, _names, _types, _bindings, Expression, Additive);
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

    internal static FeelOperator? Operator(FeelToken token) => token.Kind != FeelTokenKind.Symbol ? null : token.Text switch
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
        var node = _primaries.Read();
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
        return _primaries.RangeEnds > 0 ? Attempt(Read) : Read();
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

    private T? Attempt<T>(Func<T> read)
        where T : class
    {
        var (index, depth, ends) = (_tokens.Index, _depth, _primaries.RangeEnds);
        try
        {
            return read();
        }
        catch (FeelSyntaxException)
        {
            (_tokens.Index, _depth, _primaries.RangeEnds) = (index, depth, ends);
            return null;
        }
    }

    private sealed record Boxed(ImmutableArray<FeelTest> Value);
}
