using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Ad-hoc sub-processes: the chosen elements begin, together or one after the other (BPMN 2.0 §13.3.5).</summary>
internal static class AdHocSubProcesses
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.SubProcess subProcess)
    {
        var adHoc = subProcess.AdHoc;
        if (adHoc?.Job is { } job && !element.IsTriggered) return Jobs.Execute(turn, element, job);
        if (!TryChoose(turn, element, subProcess, out var chosen)) return Outcome.Stuck;
        if (chosen.IsEmpty) return Outcome.Done;
        var first = adHoc?.IsSequential == true ? 1 : chosen.Length;
        foreach (var id in chosen[..first]) ProcessEngine.Begin(turn, element, turn.Process[id]);
        element.ToStart = chosen[first..];
        return Outcome.Waits;
    }

    /// <summary>The job that chooses is done: its variables are the sub-process's own, and its elements begin.</summary>
    public static void ChosenByJob(Turn turn, ElementInstance element, FeelContext variables)
    {
        foreach (var (name, value) in variables.Entries) Variables.SetLocal(turn, element, name, value);
        element.IsTriggered = true;
        element.MoveTo(Phase.Executing);
        turn.Continue(element);
    }

    /// <summary>Before a path inside ends: its output is collected. False after an incident on the element.</summary>
    public static bool TryCollect(Turn turn, ElementInstance scope, ElementInstance child, bool endsPath)
    {
        if (!endsPath || Definition(turn, scope) is not { OutputCollection: { } collection, OutputElement: { } output }) return true;
        if (!Expressions.TryValue(turn, child, output, IncidentKind.ExtractValueError, out var value)) return false;
        var items = scope.Variables.Get(collection) is FeelList list ? list.Items : [];
        Variables.SetLocal(turn, scope, collection, new FeelList(items.Add(JsonValue.Of(value))));
        return true;
    }

    /// <summary>After an element inside ended: the completion condition may end the sub-process, or the next element begins.</summary>
    public static void ChildEnded(Turn turn, ElementInstance scope, bool endsPath)
    {
        if (Definition(turn, scope) is not { } adHoc) return;
        if (adHoc.CompletionCondition is { } condition
            && condition.Evaluate(Expressions.ScopeOf(turn, scope), turn.Environment).Value is FeelBoolean { Value: true })
        {
            scope.ToStart = [];
            if (adHoc.CancelsRemaining) Termination.TerminateInside(turn, scope);
            return;
        }

        if (!endsPath || scope.ToStart.IsEmpty || turn.ChildrenOf(scope).Any()) return;
        var next = scope.ToStart[0];
        scope.ToStart = scope.ToStart.RemoveAt(0);
        ProcessEngine.Begin(turn, scope, turn.Process[next]);
    }

    /// <summary>What was collected goes out of the sub-process.</summary>
    public static void PassOn(Turn turn, ElementInstance element)
    {
        if (Definition(turn, element) is { OutputCollection: { } collection })
            Variables.Propagate(turn, turn.ScopeOf(element)!, collection, element.Variables.Get(collection));
    }

    private static AdHocDefinition? Definition(Turn turn, ElementInstance scope) =>
        scope.Role is ElementRole.Plain or ElementRole.LoopRun
        && turn.Definition(scope) is Element.SubProcess { AdHoc: { } adHoc }
            ? adHoc
            : null;

    private static bool TryChoose(Turn turn, ElementInstance element, Element.SubProcess subProcess, out ImmutableArray<string> chosen)
    {
        var inside = turn.Process.ChildrenOf(subProcess.Id).Where(StartEvents.BeginsAlone).Select(child => child.Id).ToImmutableArray();
        chosen = inside;
        if (subProcess.AdHoc?.ActiveElements is not { } expression) return true;
        if (!Expressions.TryValue(turn, element, expression, IncidentKind.ExtractValueError, out var value)) return false;
        if (value is FeelList list && list.Items.All(item => item is FeelText text && inside.Contains(text.Value)))
        {
            chosen = [.. list.Items.Select(item => ((FeelText)item).Value)];
            return true;
        }

        turn.Raise(
            element, IncidentKind.ExtractValueError,
            $"The elements to begin must be listed by the ids of elements that nothing leads to, but are {Expressions.Describe(value)}.");
        return false;
    }
}
