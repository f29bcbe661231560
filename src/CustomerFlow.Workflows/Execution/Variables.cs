using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Variables live in the scope of an element instance or of the process; a name is looked up from the inside out.</summary>
/// <remarks>Values are those of JSON, as in Camunda 8: dates, times and durations are kept as ISO 8601 texts.</remarks>
internal static class Variables
{
    public static FeelContext Visible(Turn turn, ElementInstance element)
    {
        if (element.ScopeKey == 0) return element.Variables;
        var seen = element.Variables;
        for (var at = turn.ScopeOf(element); at is not null; at = turn.ScopeOf(at))
        {
            if (at.Variables.Count == 0) continue;
            seen = seen.Count == 0 ? at.Variables : new FeelContext(at.Variables.Entries.Concat(seen.Entries));
        }

        return seen;
    }

    /// <summary>Sets a variable in exactly this scope.</summary>
    public static void SetLocal(Turn turn, ElementInstance scope, string name, FeelValue value)
    {
        var kept = JsonValue.Of(value);
        var isNew = !scope.Variables.TryGet(name, out var old);
        if (!isNew && old.Equals(kept)) return;
        scope.Variables = scope.Variables.With(name, kept);
        turn.Changes.Add(new VariableChange(scope.Key, name, isNew));
        turn.Emit(new Effect.VariableChanged(scope.Key, name, kept));
    }

    /// <summary>Sets a variable in the nearest scope that has it, from <paramref name="from"/> outwards, else in the process.</summary>
    public static void Propagate(Turn turn, ElementInstance from, string name, FeelValue value)
    {
        var at = from;
        while (turn.ScopeOf(at) is { } outer && !at.Variables.TryGet(name, out _)) at = outer;
        SetLocal(turn, at, name, value);
    }

    public static void PropagateAll(Turn turn, ElementInstance from, FeelContext variables)
    {
        foreach (var (name, value) in variables.Entries) Propagate(turn, from, name, value);
    }

    /// <summary>Evaluates the input mappings, in order, into the element's own scope.</summary>
    public static Outcome ApplyInputs(Turn turn, ElementInstance element, Element definition)
    {
        foreach (var mapping in definition.Inputs)
        {
            if (!Expressions.TryValue(turn, element, mapping.Source, IncidentKind.IoMappingError, out var value)) return Outcome.Stuck;
            var (name, whole) = Nest(mapping.Target, value, element.Variables);
            if (!Fits(turn, element, name, whole)) return Outcome.Stuck;
            SetLocal(turn, element, name, whole);
        }

        return Outcome.Done;
    }

    /// <summary>Brings a result up: through the output mappings, or as it is when there are none.</summary>
    public static Outcome ApplyOutputs(Turn turn, ElementInstance element, Element definition)
    {
        if (element.Result is { } result)
        {
            foreach (var (name, value) in result.Entries)
            {
                if (!Fits(turn, element, name, value)) return Outcome.Stuck;
            }

            foreach (var (name, value) in result.Entries)
            {
                if (definition.Outputs.IsEmpty) Propagate(turn, element, name, value);
                else SetLocal(turn, element, name, value);
            }
        }

        var scope = turn.ScopeOf(element)!;
        foreach (var mapping in definition.Outputs)
        {
            if (!Expressions.TryValue(turn, element, mapping.Source, IncidentKind.IoMappingError, out var value)) return Outcome.Stuck;
            var (name, whole) = Nest(mapping.Target, value, Visible(turn, scope));
            if (!Fits(turn, element, name, whole)) return Outcome.Stuck;
            Propagate(turn, scope, name, whole);
        }

        element.Result = null;
        return Outcome.Done;
    }

    /// <summary>Checks the size limits before a variable is set; an incident says what is too big.</summary>
    private static bool Fits(Turn turn, ElementInstance element, string name, FeelValue value)
    {
        if (SizeProblem(turn, name, value) is not { } problem) return true;
        turn.Raise(element, IncidentKind.IoMappingError, problem);
        return false;
    }

    /// <summary>What is wrong with the size of a variable; null when nothing is.</summary>
    public static string? SizeProblem(Turn turn, string name, FeelValue value)
    {
        var limits = turn.Context.Limits;
        var size = JsonValue.BytesOf(value);
        if (size > limits.VariableBytesMax) return $"The variable \"{name}\" has {size} bytes; {limits.VariableBytesMax} are allowed.";
        // Small values are not worth adding up all others: the instance's bytes are counted when something big comes.
        if (size < limits.InstanceBytesMax / 1_000 || TotalBytes(turn) + size <= limits.InstanceBytesMax) return null;
        return $"With the variable \"{name}\" the instance has more than {limits.InstanceBytesMax} bytes.";
    }

    private static long TotalBytes(Turn turn) => turn.Elements.Sum(element => (long)JsonValue.BytesOf(element.Variables));

    // A target such as "customer.address" sets one entry of the context in the variable "customer".
    private static (string Name, FeelValue Value) Nest(string target, FeelValue value, FeelContext existing)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return (target, value);
        var name = target[..dot];
        var outer = existing.Get(name) as FeelContext ?? FeelContext.Empty;
        var (inner, nested) = Nest(target[(dot + 1)..], value, outer);
        return (name, outer.With(inner, nested));
    }
}
