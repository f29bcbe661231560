using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Multi-instance activities: once per item, one after the other or all at once (BPMN 2.0 §13.3.7).</summary>
internal static class MultiInstance
{
    public static Outcome Begin(Turn turn, ElementInstance body, LoopDefinition.MultiInstance loop)
    {
        if (!TryProgress(turn, body, loop, out var progress)) return Outcome.Stuck;
        body.Loop = progress;
        if (loop.OutputCollection is { } collection)
            Variables.SetLocal(turn, body, collection, FeelValue.Of(Enumerable.Repeat(FeelValue.Null, progress.Total)));
        if (progress.Total == 0) return Outcome.Done;
        Loops.BeginRun(turn, body);
        if (!loop.IsSequential) turn.Continue(body);
        return Outcome.Waits;
    }

    public static Outcome EndRun(Turn turn, ElementInstance run, ElementInstance body, LoopDefinition.MultiInstance loop)
    {
        if (!TryDecide(turn, run, body, loop, out var output, out var isOver, out var thrown)) return Outcome.Stuck;
        if (loop.OutputCollection is { } collection && output is not null) Collect(turn, run, body, collection, output);
        Loops.CloseRun(turn, run, body);
        foreach (var trigger in thrown) Throw(turn, body, trigger);
        if (!turn.IsAlive(body)) return Outcome.Done;
        if (isOver) EndTheOthers(turn, body);
        else if (loop.IsSequential && body.Loop!.Begun < body.Loop.Total) Loops.BeginRun(turn, body);
        turn.Reduce(body);
        return Outcome.Done;
    }

    private static bool TryProgress(Turn turn, ElementInstance body, LoopDefinition.MultiInstance loop, out LoopProgress progress)
    {
        progress = new LoopProgress([], 1, 0, 0, Thrown: false);
        var expression = loop.InputCollection ?? loop.Cardinality;
        if (expression is null) return true;
        if (!Expressions.TryValue(turn, body, expression, IncidentKind.ExtractValueError, out var value)) return false;
        if (loop.InputCollection is null)
        {
            if (!Expressions.TryWhole(turn, body, value, "number of runs", 0, int.MaxValue, out var total)) return false;
            progress = progress with { Total = total };
            return true;
        }

        if (value is FeelList list)
        {
            progress = progress with { Items = ((FeelList)JsonValue.Of(list)).Items, Total = list.Items.Length };
            return true;
        }

        turn.Raise(body, IncidentKind.ExtractValueError, $"The input collection must be a list but is {Expressions.Describe(value)}.");
        return false;
    }

    /// <summary>Evaluates all that the end of a run asks for, before anything changes.</summary>
    private static bool TryDecide(
        Turn turn, ElementInstance run, ElementInstance body, LoopDefinition.MultiInstance loop,
        out FeelValue? output, out bool isOver, out ImmutableArray<EventTrigger> thrown)
    {
        (output, isOver, thrown) = (null, false, []);
        if (loop.OutputElement is { } element)
        {
            if (!Expressions.TryValue(turn, run, element, IncidentKind.ExtractValueError, out var value)) return false;
            output = value;
        }

        var scope = FeelScope.Of(Counters(body), Expressions.ScopeOf(turn, run));
        if (loop.CompletionCondition is { } condition && !Expressions.TryCondition(turn, run, condition, out isOver, scope)) return false;
        var behavior = loop.Behavior;
        switch (behavior.Kind)
        {
            case "None" when behavior.OneEvent is { } each:
                thrown = [each];
                break;
            case "One" when behavior.OneEvent is { } first && !body.Loop!.Thrown:
                body.Loop = body.Loop with { Thrown = true };
                thrown = [first];
                break;
            case "Complex":
                foreach (var complex in behavior.Complex)
                {
                    if (!Expressions.TryCondition(turn, run, complex.Condition, out var holds, scope)) return false;
                    if (!holds) continue;
                    // A complex condition ends the remaining runs, like the completion condition (BPMN 2.0 table 10.31).
                    isOver = true;
                    if (complex.Event is { } trigger) thrown = thrown.Add(trigger);
                }

                break;
        }

        return true;
    }

    /// <summary>What conditions can count, with the run that ends now as completed.</summary>
    private static FeelContext Counters(ElementInstance body)
    {
        var progress = body.Loop!;
        var completed = progress.Completed + 1;
        return new FeelContext(
        [
            KeyValuePair.Create("numberOfInstances", FeelValue.Of(progress.Total)),
            KeyValuePair.Create("numberOfActiveInstances", FeelValue.Of(progress.Begun - completed)),
            KeyValuePair.Create("numberOfCompletedInstances", FeelValue.Of(completed)),
            KeyValuePair.Create("numberOfTerminatedInstances", FeelValue.Of(0)),
        ]);
    }

    private static void Collect(Turn turn, ElementInstance run, ElementInstance body, string collection, FeelValue output)
    {
        if (body.Variables.Get(collection) is not FeelList list) return;
        if (run.Variables.Get("loopCounter") is not FeelNumberValue counter || !counter.Value.TryToInt64(out var place)) return;
        if (place < 1 || place > list.Items.Length) return;
        Variables.SetLocal(turn, body, collection, new FeelList(list.Items.SetItem((int)place - 1, JsonValue.Of(output))));
    }

    private static void EndTheOthers(Turn turn, ElementInstance body)
    {
        body.Loop = body.Loop! with { Total = body.Loop.Begun };
        // The ended run still counts; its own release follows.
        foreach (var other in turn.ChildrenOf(body)) Termination.Terminate(turn, other);
    }

    /// <summary>
    /// The events of a behaviour are for the activity's own boundary, where they never interrupt: the runs go on or end by the
    /// conditions alone. Without such a boundary event they go their usual way.
    /// </summary>
    private static void Throw(Turn turn, ElementInstance body, EventTrigger trigger)
    {
        var name = NameOf(turn, body, trigger);
        var caught = turn.Process.BoundariesOf(body.ElementId)
            .Where(boundary => boundary.Trigger.GetType() == trigger.GetType())
            .Where(boundary => NameOf(turn, body, boundary.Trigger) is var own && (own is null || own == name))
            .ToArray();
        foreach (var boundary in caught) BoundaryEvents.Trigger(turn, body, boundary, FeelContext.Empty, interrupts: false);
        if (caught.Length == 0) ThrowEvents.Execute(turn, body, trigger);
    }

    private static string? NameOf(Turn turn, ElementInstance body, EventTrigger trigger)
    {
        var attribute = trigger switch
        {
            EventTrigger.Signal signal => signal.Name,
            EventTrigger.Message message => message.Name,
            EventTrigger.Error error => error.Code,
            EventTrigger.Escalation escalation => escalation.Code,
            _ => null,
        };
        return attribute is null ? null : Expressions.Evaluate(turn, body, attribute).Value.ToString();
    }
}
