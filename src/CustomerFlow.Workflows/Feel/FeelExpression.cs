using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>What is known about the names in an expression before it is read.</summary>
public sealed record FeelParseOptions
{
    private readonly ImmutableDictionary<string, FeelType> _types = ImmutableDictionary<string, FeelType>.Empty;

    /// <summary>Nothing is known: words side by side are one name, and operators end it.</summary>
    public static FeelParseOptions Default { get; } = new();

    /// <summary>Names of several words or with operators in them, such as <c>Pre-bureau score</c>.</summary>
    public IReadOnlyCollection<string> KnownNames { get; init; } = [];

    internal ImmutableDictionary<string, FeelType> Types
    {
        get => _types;
        init
        {
            _types = value;
            TypeNameParts = [.. value.Keys.Select(FeelLexer.NameParts)];
        }
    }

    internal ImmutableArray<string[]> TypeNameParts { get; private init; } = [];

    internal FeelType? FindType(string name) => _types.GetValueOrDefault(name);
}

/// <summary>A parsed FEEL expression or list of unary tests (DMN §10.3). Immutable, safe to share between threads, worth caching.</summary>
public sealed class FeelExpression
{
    private const int LengthMax = 65_536;
    private readonly FeelNode _node;

    private FeelExpression(string text, FeelNode node, IReadOnlySet<string> freeNames)
    {
        Text = text;
        _node = node;
        FreeNames = freeNames;
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Names it reads from outside; among them fields of filtered items, which cannot be told apart beforehand.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    internal FeelNode Node => _node;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression, without a leading <c>=</c>.</param>
    /// <param name="options">Names known beforehand.</param>
    public static FeelParse Parse(string text, FeelParseOptions? options = null) => Read(text, options, parser => parser.ReadExpression());

    /// <summary>Reads unary tests, as in a cell of a decision table: <c>-</c>, <c>&lt; 5, [10..20]</c>, <c>not("a")</c>.</summary>
    /// <param name="text">The tests.</param>
    /// <param name="options">Names known beforehand.</param>
    public static FeelParse ParseUnaryTests(string text, FeelParseOptions? options = null) =>
        Read(text, options, parser => parser.ReadTests());

    /// <summary>Evaluates the expression. Never throws; trouble is a problem in the result, and mostly a null value.</summary>
    /// <param name="scope">The variables.</param>
    /// <param name="environment">Clock, limits and further functions.</param>
    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment) => Run(new FeelFrame(scope), environment);

    /// <summary>Evaluates unary tests for an input, which they can read as <c>?</c>; the value is true, false or null.</summary>
    /// <param name="input">The input.</param>
    /// <param name="scope">The variables.</param>
    /// <param name="environment">Clock, limits and further functions.</param>
    public FeelResult EvaluateTest(FeelValue input, IFeelScope scope, FeelEnvironment environment) =>
        Run(new FeelFrame(new FeelFrame(scope), TestsNode.InputName, input), environment);

    /// <summary>The text of the expression.</summary>
    public override string ToString() => Text;

    private static FeelParse Read(string text, FeelParseOptions? options, Func<FeelParser, FeelNode> read)
    {
        if (text.Length > LengthMax) return new FeelParse.Refused(FeelProblems.Of(0, "feel.too-long", $"{LengthMax}"));
        try
        {
            var parser = new FeelParser(text, options ?? FeelParseOptions.Default);
            var node = read(parser);
            return new FeelParse.Parsed(new FeelExpression(text, node, parser.FreeNames));
        }
        catch (FeelSyntaxException exception)
        {
            return new FeelParse.Refused(exception.Problem);
        }
    }

    private FeelResult Run(FeelFrame frame, FeelEnvironment environment)
    {
        var run = new FeelRun(environment);
        try
        {
            return new FeelResult(run.Evaluate(_node, frame), run.Problems);
        }
        catch (FeelLimitException exception)
        {
            run.Add(exception.Problem);
            return new FeelResult(FeelValue.Null, run.Problems);
        }
    }
}
