using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Conditional events fire when their condition turns true after a variable changed, or is true when they begin to wait.</summary>
internal static class Conditions
{
    public static void React(Turn turn)
    {
        if (turn.Changes.Count == 0) return;
        var changes = turn.Changes.ToArray();
        turn.Changes.Clear();
        foreach (var wait in turn.Waits.Where(wait => wait.Kind == WaitKind.Condition).ToArray())
        {
            // An earlier one may have ended the scope of this one.
            if (!turn.TryFindWait(wait.Key, out _) || !changes.Any(change => Concerns(turn, wait, change))) continue;
            var holds = Holds(turn, wait);
            if (holds == wait.WasTrue) continue;
            var seen = wait with { WasTrue = holds };
            turn.Replace(wait, seen);
            if (holds) Triggers.Fire(turn, seen, FeelContext.Empty);
        }
    }

    private static bool Concerns(Turn turn, Wait wait, VariableChange change)
    {
        if (change.Name is not { } name) return change.ScopeKey == wait.OwnerKey;
        if (TriggerOf(turn, wait).Filter is { } filter)
        {
            if (!filter.VariableNames.IsEmpty && !filter.VariableNames.Contains(name)) return false;
            if (!filter.VariableEvents.IsEmpty && !filter.VariableEvents.Contains(change.IsNew ? "create" : "update")) return false;
        }

        for (var at = turn.Find(wait.OwnerKey); at is not null; at = turn.ScopeOf(at))
        {
            if (at.Key == change.ScopeKey) return true;
        }

        return false;
    }

    // A condition over variables that are not there yet is not true; it does not stop the process.
    private static bool Holds(Turn turn, Wait wait)
    {
        var scope = Expressions.ScopeOf(turn, turn.Find(wait.OwnerKey)!);
        return TriggerOf(turn, wait).Condition.Evaluate(scope, turn.Environment).Value is FeelBoolean { Value: true };
    }

    private static EventTrigger.Conditional TriggerOf(Turn turn, Wait wait) => Triggers.TriggerOf(turn.Process[wait.ElementId]) switch
    {
        EventTrigger.Multiple multiple => (EventTrigger.Conditional)multiple.Triggers[wait.TriggerIndex],
        var trigger => (EventTrigger.Conditional)trigger!,
    };
}
