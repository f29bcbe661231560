namespace CustomerFlow.Workflows.Feel;

/// <summary>A node of a parsed expression; it knows how to evaluate itself.</summary>
internal abstract class FeelNode(int position)
{
    public int Position { get; } = position;

    /// <summary>Evaluates the node. Children are evaluated with <see cref="FeelRun.Evaluate"/>, which counts the cost.</summary>
    public abstract FeelValue Evaluate(FeelRun run, FeelFrame frame);
}

/// <summary>Ends an evaluation that spends too much; caught where the evaluation started.</summary>
internal sealed class FeelLimitException(FeelProblem problem) : Exception(problem.Message)
{
    public FeelProblem Problem { get; } = problem;
}

/// <summary>Names bound around a node: a chain of frames that ends in the scope of the caller.</summary>
internal sealed class FeelFrame
{
    private readonly FeelFrame? _outer;
    private readonly string? _name;
    private readonly FeelValue _value;
    private readonly IFeelScope? _scope;

    public FeelFrame(IFeelScope scope)
    {
        _scope = scope;
        _value = FeelValue.Null;
    }

    public FeelFrame(FeelFrame outer, string name, FeelValue value)
    {
        _outer = outer;
        _name = name;
        _value = value;
    }

    /// <summary>The entries of a context, all visible by name.</summary>
    public FeelFrame(FeelFrame outer, FeelContext context)
    {
        _outer = outer;
        _value = context;
    }

    public bool TryGet(string name, out FeelValue value)
    {
        for (var frame = this; frame is not null; frame = frame._outer)
        {
            if (frame._scope is not null)
            {
                if (frame._scope.TryGet(name, out value)) return true;
            }
            else if (frame._name is null)
            {
                if (((FeelContext)frame._value).TryGet(name, out value)) return true;
            }
            else if (string.Equals(frame._name, name, StringComparison.Ordinal))
            {
                value = frame._value;
                return true;
            }
        }

        value = FeelValue.Null;
        return false;
    }
}
