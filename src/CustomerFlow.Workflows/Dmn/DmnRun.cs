using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>One evaluation of a requirements graph: each decision is evaluated once, those it requires before it.</summary>
internal sealed class DmnRun(FeelRun run, FeelContext variables)
{
    private readonly Dictionary<DmnElement, FeelValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, DmnRun> _imports = new(StringComparer.Ordinal);

    public FeelValue Answer(DmnElement element)
    {
        var value = ValueOf(element);
        if (value is not FeelFunction { Callable: { } callable } || element is DmnElement.Decision) return value;
        // Business knowledge and services asked from outside take their parameters from the variables.
        var arguments = callable.ParameterNames.Select(variables.Get).ToImmutableArray();
        return callable.Invoke(run, 0, new FeelArguments(arguments, []));
    }

    public FeelValue ValueOf(DmnElement element)
    {
        if (_values.TryGetValue(element, out var known)) return known;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return run.Problem(0, "feel.limit-depth", element.Id);
        var value = element switch
        {
            DmnElement.InputData input => Input(input),
            DmnElement.Decision decision => Decide(decision),
            DmnElement.Knowledge knowledge => Define(knowledge),
            DmnElement.Service service => new FeelFunction(service.Name, new ServiceFunction(service, this)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        _values[element] = value;
        return value;
    }

    /// <summary>Evaluates the outputs of a service with its inputs given.</summary>
    public FeelValue Serve(DmnElement.Service service, ImmutableArray<FeelValue> inputs)
    {
        run.Spend(1);
        var inner = new DmnRun(run, variables);
        for (var i = 0; i < inputs.Length; i++) inner._values[service.Inputs[i].Target] = inputs[i];
        if (service.Outputs is [var only]) return inner.ValueOf(only);
        return new FeelContext(service.Outputs.Select(output => KeyValuePair.Create(output.Variable, inner.ValueOf(output))));
    }

    /// <summary>The value of an element of an imported model, whose inputs may be given in a context named like the import.</summary>
    private FeelValue Imported(Requirement need)
    {
        if (!_imports.TryGetValue(need.Import, out var inner))
        {
            var own = variables.Get(need.Import) is FeelContext given
                ? new FeelContext(variables.Entries.Concat(given.Entries))
                : variables;
            _imports[need.Import] = inner = new DmnRun(run, own);
        }

        return inner.ValueOf(need.Target);
    }

    private FeelValue Input(DmnElement.InputData input)
    {
        if (!variables.TryGet(input.Variable, out var given)) given = variables.Get(input.Name);
        return input.Type.Coerce(given) ?? run.Problem(0, "feel.type", input.Name);
    }

    private FeelValue Decide(DmnElement.Decision decision)
    {
        var frame = Frame(decision);
        if (decision.Logic is null) return FeelValue.Null;
        run.Trace?.Begin();
        var value = run.Evaluate(decision.Logic, frame);
        var result = decision.Type.Coerce(value) ?? run.Problem(0, "feel.type", decision.Name);
        run.Trace?.End(decision.Id, decision.Name, result);
        return result;
    }

    private FeelValue Define(DmnElement.Knowledge knowledge) =>
        knowledge.Logic is null ? FeelValue.Null : run.Evaluate(knowledge.Logic, Frame(knowledge));

    private FeelFrame Frame(DmnElement element)
    {
        var frame = new FeelFrame(FeelScope.Of(variables));
        foreach (var group in element.Requirements.GroupBy(need => need.Import))
        {
            if (group.Key.Length == 0)
            {
                foreach (var need in group) frame = Bind(frame, need, element);
                continue;
            }

            var entries = group.Select(need => KeyValuePair.Create(need.Target.Variable, Imported(need)));
            frame = new FeelFrame(frame, group.Key, new FeelContext(entries));
        }

        // Business knowledge may call itself.
        if (element is not DmnElement.Knowledge { Logic: BoxedFunctionNode function }) return frame;
        var itself = new FeelFunction(element.Name, new RecursiveFunction(function, () => ValueOf(element)));
        return new FeelFrame(frame, element.Variable, itself);
    }

    private FeelFrame Bind(FeelFrame frame, Requirement need, DmnElement owner) =>
        ReferenceEquals(need.Target, owner) ? frame : new FeelFrame(frame, need.Target.Variable, ValueOf(need.Target));

    private sealed class RecursiveFunction(BoxedFunctionNode node, Func<FeelValue> self) : FeelCallable
    {
        public override ImmutableArray<string> ParameterNames { get; } = [.. node.Parameters.Select(parameter => parameter.Name)];

        public override FeelValue Invoke(FeelRun run, int position, FeelArguments arguments) =>
            self() is FeelFunction function ? function.Callable.Invoke(run, position, arguments) : FeelValue.Null;
    }

    private sealed class ServiceFunction(DmnElement.Service service, DmnRun owner) : TypedFunction(
        service.Name,
        [.. service.Inputs.Select(input => new FeelParameter(input.Target.Variable, input.Target.Type))],
        FeelType.Any)
    {
        protected override FeelValue Run(FeelRun run, ImmutableArray<FeelValue> arguments) =>
            service.Type.Coerce(owner.Serve(service, arguments)) ?? run.Problem(0, "feel.type", service.Name);
    }
}
