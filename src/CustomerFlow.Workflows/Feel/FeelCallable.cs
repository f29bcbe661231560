using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Arguments of a call, in order or, where names are given, by name.</summary>
internal readonly record struct FeelArguments(ImmutableArray<FeelValue> Values, ImmutableArray<string> Names)
{
    public bool AreNamed => !Names.IsDefaultOrEmpty;

    public static FeelArguments Of(params ImmutableArray<FeelValue> values) => new(values, []);

    /// <summary>The values in the order of the parameters; nothing if they do not fit one to one.</summary>
    public ImmutableArray<FeelValue>? Bind(ImmutableArray<string> parameters)
    {
        if (Values.Length != parameters.Length) return null;
        if (!AreNamed) return Values;
        var bound = new FeelValue[parameters.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            var place = parameters.IndexOf(Names[i]);
            if (place < 0 || bound[place] is not null) return null;
            bound[place] = Values[i];
        }

        return [.. bound];
    }
}

/// <summary>A parameter of a function and the type its values must have.</summary>
internal sealed record FeelParameter(string Name, FeelType Type);

/// <summary>What a function value runs.</summary>
internal abstract class FeelCallable
{
    public abstract ImmutableArray<string> ParameterNames { get; }

    /// <summary>The type of the function, where it is known.</summary>
    public virtual FeelType.FunctionType? Type => null;

    public abstract FeelValue Invoke(FeelRun run, int position, FeelArguments arguments);
}

/// <summary>A function whose parameters have types and are bound one to one.</summary>
internal abstract class TypedFunction(string name, ImmutableArray<FeelParameter> parameters, FeelType result) : FeelCallable
{
    public override ImmutableArray<string> ParameterNames { get; } = [.. parameters.Select(parameter => parameter.Name)];

    public override FeelType.FunctionType Type =>
        new([.. parameters.Select(parameter => parameter.Type)], result, Open: false);

    protected FeelType Result => result;

    public override FeelValue Invoke(FeelRun run, int position, FeelArguments arguments)
    {
        if (arguments.Bind(ParameterNames) is not { } bound) return run.Problem(position, "feel.arguments", name);
        var values = ImmutableArray.CreateBuilder<FeelValue>(bound.Length);
        for (var i = 0; i < bound.Length; i++)
        {
            if (parameters[i].Type.Coerce(bound[i]) is not { } value) return run.Problem(position, "feel.arguments", name);
            values.Add(value);
        }

        return Run(run, values.MoveToImmutable());
    }

    protected abstract FeelValue Run(FeelRun run, ImmutableArray<FeelValue> arguments);
}

/// <summary>A function defined by an expression, with the names around its definition.</summary>
internal sealed class LambdaFunction(ImmutableArray<FeelParameter> parameters, FeelNode body, FeelFrame closure, FeelType result)
    : TypedFunction("", parameters, result)
{
    protected override FeelValue Run(FeelRun run, ImmutableArray<FeelValue> arguments)
    {
        var frame = closure;
        for (var i = 0; i < arguments.Length; i++) frame = new FeelFrame(frame, ParameterNames[i], arguments[i]);
        var value = run.Evaluate(body, frame);
        return Result.Coerce(value) ?? run.Problem(body.Position, "feel.type", "result");
    }
}

/// <summary>A function registered from outside.</summary>
internal sealed class ForeignFunction(string name, ImmutableArray<string> parameters, FeelFunctionBody body) : FeelCallable
{
    public override ImmutableArray<string> ParameterNames { get; } = [.. parameters.Select(parameter => parameter.TrimEnd('?'))];

    public override FeelValue Invoke(FeelRun run, int position, FeelArguments arguments)
    {
        var bound = new FeelValue?[ParameterNames.Length];
        for (var i = 0; i < arguments.Values.Length; i++)
        {
            var place = arguments.AreNamed ? ParameterNames.IndexOf(arguments.Names[i]) : i;
            if (place < 0 || place >= bound.Length || bound[place] is not null) return run.Problem(position, "feel.arguments", name);
            bound[place] = arguments.Values[i];
        }

        for (var i = 0; i < bound.Length; i++)
        {
            if (bound[i] is null && !parameters[i].EndsWith('?')) return run.Problem(position, "feel.arguments", name);
        }

        var value = body([.. bound.Select(value => value ?? FeelValue.Null)], run.Environment);
        return value.IsNull ? run.Problem(position, "feel.function-failed", name) : value;
    }
}
