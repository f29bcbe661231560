namespace CustomerFlow.Workflows.Feel;

internal enum FeelOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Arithmetic on two values.</summary>
internal sealed class ArithmeticNode(int position, FeelOperator operation, FeelNode left, FeelNode right) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) =>
        FeelArithmetic.Apply(run, Position, operation, run.Evaluate(left, frame), run.Evaluate(right, frame));
}

/// <summary>The opposite of a number or duration.</summary>
internal sealed class NegateNode(int position, FeelNode operand) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var value = run.Evaluate(operand, frame);
        return value switch
        {
            FeelNumberValue number => new FeelNumberValue(-number.Value),
            FeelDaysDuration duration => new FeelDaysDuration(-duration.Value),
            FeelYearsDuration duration => new FeelYearsDuration(-duration.Months),
            _ => run.Problem(Position, "feel.operand", "-", value.TypeName),
        };
    }
}

/// <summary>A comparison of two values.</summary>
internal sealed class ComparisonNode(int position, FeelOperator operation, FeelNode left, FeelNode right) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) =>
        Compare(run, Position, operation, run.Evaluate(left, frame), run.Evaluate(right, frame));

    public static FeelValue Compare(FeelRun run, int position, FeelOperator operation, FeelValue left, FeelValue right)
    {
        if (operation is FeelOperator.Equal or FeelOperator.NotEqual)
        {
            return FeelOrder.AreEqual(left, right) is { } equal
                ? FeelValue.Of(equal == (operation is FeelOperator.Equal))
                : run.Problem(position, "feel.operands", Sign(operation), left.TypeName, right.TypeName);
        }

        if (FeelOrder.Compare(left, right) is not { } order)
        {
            return run.Problem(position, "feel.operands", Sign(operation), left.TypeName, right.TypeName);
        }

        return FeelValue.Of(operation switch
        {
            FeelOperator.Less => order < 0,
            FeelOperator.LessOrEqual => order <= 0,
            FeelOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    public static string Sign(FeelOperator operation) => operation switch
    {
        FeelOperator.Add => "+",
        FeelOperator.Subtract => "-",
        FeelOperator.Multiply => "*",
        FeelOperator.Divide => "/",
        FeelOperator.Power => "**",
        FeelOperator.Equal => "=",
        FeelOperator.NotEqual => "!=",
        FeelOperator.Less => "<",
        FeelOperator.LessOrEqual => "<=",
        FeelOperator.Greater => ">",
        _ => ">=",
    };
}

/// <summary>Whether a value lies between two others, both included.</summary>
internal sealed class BetweenNode(int position, FeelNode value, FeelNode low, FeelNode high) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var middle = run.Evaluate(value, frame);
        var atLeast = ComparisonNode.Compare(run, Position, FeelOperator.GreaterOrEqual, middle, run.Evaluate(low, frame));
        var atMost = ComparisonNode.Compare(run, Position, FeelOperator.LessOrEqual, middle, run.Evaluate(high, frame));
        return LogicNode.And(atLeast, atMost);
    }
}

/// <summary>Conjunction or disjunction with three values (DMN §10.3.2.8).</summary>
internal sealed class LogicNode(int position, bool conjunction, FeelNode left, FeelNode right) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var first = Logical(run, run.Evaluate(left, frame));
        // The operand that decides alone spares the other.
        if (first is FeelBoolean boolean && boolean.Value != conjunction) return first;
        var second = Logical(run, run.Evaluate(right, frame));
        return conjunction ? And(first, second) : Or(first, second);
    }

    public static FeelValue And(FeelValue left, FeelValue right)
    {
        if (left is FeelBoolean { Value: false } || right is FeelBoolean { Value: false }) return FeelValue.False;
        return left is FeelBoolean && right is FeelBoolean ? FeelValue.True : FeelValue.Null;
    }

    public static FeelValue Or(FeelValue left, FeelValue right)
    {
        if (left is FeelBoolean { Value: true } || right is FeelBoolean { Value: true }) return FeelValue.True;
        return left is FeelBoolean && right is FeelBoolean ? FeelValue.False : FeelValue.Null;
    }

    private FeelValue Logical(FeelRun run, FeelValue value) =>
        value is FeelBoolean or FeelNull
            ? value
            : run.Problem(Position, "feel.operand", conjunction ? "and" : "or", value.TypeName);
}

/// <summary>A choice between two expressions; anything but true takes the second.</summary>
internal sealed class IfNode(int position, FeelNode condition, FeelNode then, FeelNode otherwise) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var value = run.Evaluate(condition, frame);
        if (value is not (FeelBoolean or FeelNull)) run.Problem(Position, "feel.condition", value.TypeName);
        return run.Evaluate(value is FeelBoolean { Value: true } ? then : otherwise, frame);
    }
}
