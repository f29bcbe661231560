using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A constant.</summary>
internal sealed class LiteralNode(int position, FeelValue value) : FeelNode(position)
{
    public FeelValue Value => value;

    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) => value;
}

/// <summary>A name: a variable, a function registered from outside, or a built-in function.</summary>
internal sealed class NameNode(int position, string name) : FeelNode(position)
{
    public string Name => name;

    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        if (frame.TryGet(name, out var value)) return value;
        if (Function(run) is { } function) return function;
        return run.Problem(Position, "feel.name-unknown", name);
    }

    public FeelFunction? Function(FeelRun run) =>
        run.Environment.Functions.TryGet(name, out var function) ? function : BuiltIns.Find(name);
}

/// <summary>A list written out.</summary>
internal sealed class ListNode(int position, ImmutableArray<FeelNode> items) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>(items.Length);
        foreach (var item in items) values.Add(run.Evaluate(item, frame));
        return run.List(values.MoveToImmutable());
    }
}

/// <summary>A context written out; each entry sees those before it.</summary>
internal sealed class ContextNode(int position, ImmutableArray<KeyValuePair<string, FeelNode>> entries) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var values = new List<KeyValuePair<string, FeelValue>>(entries.Length);
        foreach (var (name, node) in entries)
        {
            if (values.Exists(entry => entry.Key == name)) return run.Problem(node.Position, "feel.duplicate-key", name);
            var value = run.Evaluate(node, frame);
            values.Add(KeyValuePair.Create(name, value));
            frame = new FeelFrame(frame, name, value);
        }

        return new FeelContext(values);
    }
}

/// <summary>A range written with both ends, or with a comparison and one end.</summary>
internal sealed class RangeNode(int position, FeelNode? start, bool startIncluded, FeelNode? end, bool endIncluded) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var from = start is null ? FeelValue.Null : run.Evaluate(start, frame);
        var to = end is null ? FeelValue.Null : run.Evaluate(end, frame);
        var fits = from.IsNull || to.IsNull ? IsEnd(from) && IsEnd(to) : FeelOrder.Compare(from, to) is not null;
        var isUnknown = (start is not null && from.IsNull) || (end is not null && to.IsNull);
        return fits ? new FeelRange(from, startIncluded, to, endIncluded) { IsUnknown = isUnknown } : run.Problem(Position, "feel.range");
    }

    private static bool IsEnd(FeelValue value) => value is not (FeelList or FeelContext or FeelFunction or FeelRange or FeelBoolean);
}

/// <summary>A value followed by a name: an entry, a property, or both for each item of a list.</summary>
internal sealed class PathNode(int position, FeelNode source, string name) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) => Of(run, run.Evaluate(source, frame));

    private FeelValue Of(FeelRun run, FeelValue value)
    {
        switch (value)
        {
            case FeelContext context when context.TryGet(name, out var entry):
                return entry;
            case FeelList list:
                run.Spend(list.Items.Length);
                return new FeelList([.. list.Items.Select(item => Of(run, item))]);
            default:
                return FeelProperties.Get(value, name) ?? run.Problem(Position, "feel.entry-unknown", name, value.TypeName);
        }
    }
}

/// <summary>A list with a condition or an index in brackets.</summary>
internal sealed class FilterNode(int position, FeelNode source, FeelNode filter) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var value = run.Evaluate(source, frame);
        var items = value switch { FeelList list => list.Items, FeelNull => [], _ => [value] };
        if (items.IsEmpty) return run.EvaluateMuted(filter, frame) is FeelNumberValue ? FeelValue.Null : FeelList.Empty;
        var first = run.Evaluate(filter, ItemFrame(frame, items[0]));
        if (first is FeelNumberValue number) return AtIndex(run, items, number.Value);
        if (first is not (FeelBoolean or FeelNull)) return run.Problem(Position, "feel.filter", first.TypeName);
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        if (first is FeelBoolean { Value: true }) kept.Add(items[0]);
        for (var i = 1; i < items.Length; i++)
        {
            var met = run.Evaluate(filter, ItemFrame(frame, items[i]));
            if (met is FeelBoolean { Value: true }) kept.Add(items[i]);
            else if (met is not (FeelBoolean or FeelNull)) return run.Problem(Position, "feel.filter", met.TypeName);
        }

        return new FeelList(kept.ToImmutable());
    }

    private FeelValue AtIndex(FeelRun run, ImmutableArray<FeelValue> items, FeelNumber number)
    {
        if (number.TryToInt64(out var index))
        {
            if (index > 0 && index <= items.Length) return items[(int)index - 1];
            if (index < 0 && -index <= items.Length) return items[items.Length + (int)index];
        }

        return run.Problem(Position, "feel.index", number.ToString());
    }

    private static FeelFrame ItemFrame(FeelFrame frame, FeelValue item)
    {
        var inner = new FeelFrame(frame, "item", item);
        return item is FeelContext context ? new FeelFrame(inner, context) : inner;
    }
}

/// <summary>A function called with values in order or by name.</summary>
internal sealed class CallNode(int position, FeelNode callee, ImmutableArray<FeelNode> arguments, ImmutableArray<string> names)
    : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var called = Callee(run, frame);
        var values = ImmutableArray.CreateBuilder<FeelValue>(arguments.Length);
        foreach (var argument in arguments) values.Add(run.Evaluate(argument, frame));
        return called is FeelFunction function
            ? function.Callable.Invoke(run, Position, new FeelArguments(values.MoveToImmutable(), names))
            : run.Problem(Position, "feel.no-function", called.TypeName);
    }

    private FeelValue Callee(FeelRun run, FeelFrame frame)
    {
        if (callee is not NameNode name) return run.Evaluate(callee, frame);
        // A variable of the same name, such as "date", does not hide the function where it is called.
        if (frame.TryGet(name.Name, out var value) && value is FeelFunction) return value;
        return name.Function(run) ?? run.Evaluate(callee, frame);
    }
}

/// <summary>A function defined by an expression.</summary>
internal sealed class FunctionNode(int position, ImmutableArray<FeelParameter> parameters, FeelNode body, bool external)
    : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        if (external) return run.Problem(Position, "feel.external");
        return new FeelFunction("", new LambdaFunction(parameters, body, frame, FeelType.Any));
    }
}

/// <summary>The question whether a value belongs to a type.</summary>
internal sealed class InstanceOfNode(int position, FeelNode value, FeelType type) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var found = run.Evaluate(value, frame);
        if (type is FeelType.UnknownType unknown) return run.Problem(Position, "feel.type-unknown", unknown.Name);
        if (found.IsNull) return FeelValue.Of(type is FeelType.SimpleType { Name: "Null" });
        return FeelValue.Of(type.Accepts(found, byTypeOnly: true));
    }
}
