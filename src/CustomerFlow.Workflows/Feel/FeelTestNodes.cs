using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>One unary test: a comparison with an end, or an expression to be met (DMN §7.3.13).</summary>
/// <param name="Operation">How the input is compared; none for an expression.</param>
/// <param name="Node">The end or expression.</param>
/// <param name="ReadsInput">Whether the expression reads the input itself, so that it must be true.</param>
internal sealed record FeelTest(FeelOperator? Operation, FeelNode Node, bool ReadsInput)
{
    public bool? Matches(FeelRun run, FeelFrame frame, FeelValue input)
    {
        var value = run.Evaluate(Node, frame);
        if (Operation is { } operation)
        {
            return ComparisonNode.Compare(run, Node.Position, operation, input, value) is FeelBoolean { Value: var met } ? met : null;
        }

        if (ReadsInput) return value is FeelBoolean boolean ? boolean.Value : null;
        if (value is FeelBoolean condition && Node is not LiteralNode && input is not FeelBoolean) return condition.Value;
        return Matches(value, input);
    }

    public static bool? Matches(FeelValue test, FeelValue input)
    {
        switch (test)
        {
            case FeelRange range when input is not FeelRange:
                return FeelOrder.Contains(range, input);
            case FeelList list when FeelOrder.AreEqual(list, input) is true:
                return true;
            case FeelList list:
                var unknown = !list.Items.IsEmpty;
                foreach (var item in list.Items)
                {
                    var met = item is FeelList ? FeelOrder.AreEqual(item, input) : Matches(item, input);
                    if (met is true) return true;
                    if (met is false) unknown = false;
                }

                return unknown ? null : false;
            default:
                return FeelOrder.AreEqual(input, test);
        }
    }
}

/// <summary>Several unary tests of which one must be met, or none after <c>not</c>.</summary>
internal sealed class TestsNode(int position, ImmutableArray<FeelTest> tests, bool negated) : FeelNode(position)
{
    public const string InputName = "?";

    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        frame.TryGet(InputName, out var input);
        var met = AnyMatches(run, frame, tests, input);
        return met is null ? FeelValue.Null : FeelValue.Of(met.Value != negated);
    }

    public static bool? AnyMatches(FeelRun run, FeelFrame frame, ImmutableArray<FeelTest> tests, FeelValue input)
    {
        bool? result = false;
        foreach (var test in tests)
        {
            var met = test.Matches(run, frame, input);
            if (met is true) return true;
            if (met is null) result = null;
        }

        return result;
    }
}

/// <summary>A value and the tests it may meet.</summary>
internal sealed class InNode(int position, FeelNode value, ImmutableArray<FeelTest> tests) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var input = run.Evaluate(value, frame);
        return TestsNode.AnyMatches(run, frame, tests, input) is { } met
            ? FeelValue.Of(met)
            : run.Problem(Position, "feel.operand", "in", input.TypeName);
    }
}
