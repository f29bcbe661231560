using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>A value that must be of a type, or become so; else null.</summary>
internal sealed class TypedNode(FeelNode inner, FeelType type, string name) : FeelNode(0)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) =>
        type.Coerce(run.Evaluate(inner, frame)) ?? run.Problem(0, "feel.type", name);
}

/// <summary>An expression that could not be read; it evaluates to null and says so.</summary>
internal sealed class BrokenNode(FeelProblem problem) : FeelNode(problem.Position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        run.Add(problem);
        return FeelValue.Null;
    }
}

/// <summary>A boxed context; an entry without a name is its result.</summary>
internal sealed class BoxedContextNode(ImmutableArray<(string Name, FeelNode Value)> entries) : FeelNode(0)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var values = new List<KeyValuePair<string, FeelValue>>(entries.Length);
        foreach (var (name, node) in entries)
        {
            var value = run.Evaluate(node, frame);
            if (name.Length == 0) return value;
            values.Add(KeyValuePair.Create(name, value));
            frame = new FeelFrame(frame, name, value);
        }

        return new FeelContext(values);
    }
}

/// <summary>A boxed conditional: its condition must be true, false or null.</summary>
internal sealed class BoxedConditionalNode(FeelNode condition, FeelNode then, FeelNode otherwise) : FeelNode(0)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var value = run.Evaluate(condition, frame);
        if (value is not (FeelBoolean or FeelNull)) return run.Problem(0, "feel.condition", value.TypeName);
        return run.Evaluate(value is FeelBoolean { Value: true } ? then : otherwise, frame);
    }
}

/// <summary>A boxed function definition.</summary>
internal sealed class BoxedFunctionNode(string name, ImmutableArray<FeelParameter> parameters, FeelNode? body, FeelType result)
    : FeelNode(0)
{
    public ImmutableArray<FeelParameter> Parameters => parameters;

    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) => body is null
        ? run.Problem(0, "feel.external")
        : new FeelFunction(name, new LambdaFunction(parameters, body, frame, result));
}

/// <summary>A boxed invocation: a function and values for its parameters by name.</summary>
internal sealed class BoxedInvocationNode(FeelNode function, ImmutableArray<(string Name, FeelNode Value)> bindings) : FeelNode(0)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var called = run.Evaluate(function, frame);
        if (called is not FeelFunction { Callable: { } callable }) return run.Problem(0, "feel.no-function", called.TypeName);
        var values = bindings.Select(binding => run.Evaluate(binding.Value, frame)).ToImmutableArray();
        return callable.Invoke(run, 0, new FeelArguments(values, [.. bindings.Select(binding => binding.Name)]));
    }
}
