using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>One way to call a built-in function.</summary>
/// <remarks>
/// A signature lists the parameters: <c>length?</c> may be left out, <c>item...</c> collects all that follow in a list,
/// <c>list*</c> takes one list or collects all.
/// </remarks>
/// <param name="signature">The parameters.</param>
/// <param name="body">What it does; nothing where the arguments do not fit.</param>
internal sealed class BuiltInOverload(string signature, Func<BuiltInCall, FeelValue?> body)
{
    private readonly string[] _parameters = signature.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    public ImmutableArray<string> Names { get; } =
        [.. signature.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.TrimEnd('?', '.', '*'))];

    public Func<BuiltInCall, FeelValue?> Body => body;

    /// <summary>The arguments by parameter; nothing if they do not fit this signature.</summary>
    public FeelValue?[]? Bind(FeelArguments arguments)
    {
        var bound = new FeelValue?[_parameters.Length];
        if (arguments.AreNamed)
        {
            for (var i = 0; i < arguments.Names.Length; i++)
            {
                var place = Names.IndexOf(arguments.Names[i]);
                if (place < 0 || bound[place] is not null) return null;
                bound[place] = _parameters[place].EndsWith('.') ? new FeelList([arguments.Values[i]]) : arguments.Values[i];
            }
        }
        else if (!BindInOrder(arguments.Values, bound))
        {
            return null;
        }

        for (var i = 0; i < bound.Length; i++)
        {
            if (bound[i] is null && !_parameters[i].EndsWith('?')) return null;
        }

        return bound;
    }

    private bool BindInOrder(ImmutableArray<FeelValue> values, FeelValue?[] bound)
    {
        for (var i = 0; i < _parameters.Length && i < values.Length; i++)
        {
            var collects = _parameters[i].EndsWith('.') || (_parameters[i].EndsWith('*') && values.Length - i > 1);
            bound[i] = collects ? new FeelList(values[i..]) : values[i];
            if (collects) return true;
        }

        return values.Length <= _parameters.Length;
    }
}

/// <summary>A built-in function.</summary>
internal sealed class BuiltInFunction(string name, params BuiltInOverload[] overloads) : FeelCallable
{
    public BuiltInFunction(string name, string signature, Func<BuiltInCall, FeelValue?> body)
        : this(name, new BuiltInOverload(signature, body))
    {
    }

    public string Name => name;

    public override ImmutableArray<string> ParameterNames => overloads[0].Names;

    public override FeelType.FunctionType Type =>
        new([.. ParameterNames.Select(_ => FeelType.Any)], FeelType.Any, Open: false);

    public override FeelValue Invoke(FeelRun run, int position, FeelArguments arguments)
    {
        foreach (var overload in overloads)
        {
            if (overload.Bind(arguments) is not { } bound) continue;
            if (overload.Body(new BuiltInCall(run, position, bound)) is { } value) return value;
        }

        return run.Problem(position, "feel.arguments", name);
    }
}

/// <summary>The arguments of one call of a built-in function, read as the type that is needed.</summary>
internal readonly struct BuiltInCall(FeelRun run, int position, FeelValue?[] arguments)
{
    public FeelRun Run => run;

    public int Position => position;

    public FeelValue this[int index] => arguments[index] ?? FeelValue.Null;

    public bool IsGiven(int index) => arguments[index] is not null;

    public string? Text(int index) => (Single(index) as FeelText)?.Value;

    public FeelNumber? Number(int index) => (Single(index) as FeelNumberValue)?.Value;

    public bool? Boolean(int index) => (Single(index) as FeelBoolean)?.Value;

    public FeelContext? Context(int index) => Single(index) as FeelContext;

    public FeelCallable? Function(int index) => (Single(index) as FeelFunction)?.Callable;

    /// <summary>A whole number; digits behind the point fall away.</summary>
    public long? Whole(int index) =>
        Number(index) is { } number && FeelNumberRounding.ToScale(number, 0, FeelRounding.Down).TryToInt64(out var whole) ? whole : null;

    /// <summary>The items of a list; a single value counts as a list of one, null as none.</summary>
    public ImmutableArray<FeelValue>? List(int index)
    {
        switch (this[index])
        {
            case FeelList list:
                run.Spend(list.Items.Length);
                return list.Items;
            case FeelNull:
                return null;
            case var value:
                return [value];
        }
    }

    /// <summary>The argument, taken out of a list of one.</summary>
    public FeelValue Single(int index) => this[index] is FeelList { Items: [var single] } ? single : this[index];

    public FeelValue Call(FeelCallable function, params ImmutableArray<FeelValue> values) =>
        function.Invoke(run, position, FeelArguments.Of(values));
}
