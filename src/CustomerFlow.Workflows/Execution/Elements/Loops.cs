using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>
/// Repeated activities (BPMN 2.0 §13.3.6, §13.3.7): a loop body holds the boundary events and the outgoing flows, each run inside it does
/// the work with its own mappings and listeners. What differs between the kinds stands in <see cref="MultiInstance"/> and
/// <see cref="StandardLoops"/>.
/// </summary>
internal static class Loops
{
    public static Outcome Begin(Turn turn, ElementInstance body, Element.Activity activity) => activity.Loop switch
    {
        LoopDefinition.MultiInstance loop => MultiInstance.Begin(turn, body, loop),
        LoopDefinition.Standard loop => StandardLoops.Begin(turn, body, loop),
        _ => throw new UnreachableException(),
    };

    /// <summary>The body's turn while runs are alive: parallel runs begin one per step, so that limits hold between them.</summary>
    public static Outcome GoOn(Turn turn, ElementInstance body)
    {
        var isParallel = turn.Definition(body) is Element.Activity { Loop: LoopDefinition.MultiInstance { IsSequential: false } };
        if (!isParallel || body.Loop!.Begun >= body.Loop.Total) return body.Alive == 0 ? Outcome.Done : Outcome.Waits;
        BeginRun(turn, body);
        turn.Continue(body);
        return Outcome.Waits;
    }

    public static void BeginRun(Turn turn, ElementInstance body)
    {
        var activity = (Element.Activity)turn.Definition(body)!;
        var progress = body.Loop!;
        var run = turn.Enter(activity, body, ElementRole.LoopRun);
        Variables.SetLocal(turn, run, "loopCounter", FeelValue.Of(progress.Begun + 1));
        if (activity.Loop is LoopDefinition.MultiInstance { InputElement: { } name } && !progress.Items.IsEmpty)
            Variables.SetLocal(turn, run, name, progress.Items[progress.Begun]);
        body.Loop = progress with { Begun = progress.Begun + 1 };
        turn.Continue(run);
    }

    /// <summary>One run is over.</summary>
    public static Outcome EndRun(Turn turn, ElementInstance run, ElementInstance body) =>
        ((Element.Activity)turn.Definition(body)!).Loop switch
        {
            LoopDefinition.MultiInstance loop => MultiInstance.EndRun(turn, run, body, loop),
            LoopDefinition.Standard loop => StandardLoops.EndRun(turn, run, body, loop),
            _ => throw new UnreachableException(),
        };

    /// <summary>All runs are over: what they collected goes out of the body.</summary>
    public static Outcome PassOn(Turn turn, ElementInstance body)
    {
        if (turn.Definition(body) is Element.Activity { Loop: LoopDefinition.MultiInstance { OutputCollection: { } name } })
            Variables.Propagate(turn, turn.ScopeOf(body)!, name, body.Variables.Get(name));
        return Outcome.Done;
    }

    /// <summary>Takes a run out of its body and counts it.</summary>
    public static void CloseRun(Turn turn, ElementInstance run, ElementInstance body)
    {
        Compensation.Remember(turn, run, body);
        turn.Remove(run, ElementTransition.Completed);
        body.Loop = body.Loop! with { Completed = body.Loop.Completed + 1 };
    }
}

/// <summary>Standard loops: while a condition holds, at most so many times.</summary>
internal static class StandardLoops
{
    public static Outcome Begin(Turn turn, ElementInstance body, LoopDefinition.Standard loop)
    {
        // Without condition and maximum nothing would ever end it: it runs once.
        var total = loop.Maximum ?? (loop.Condition is null ? 1 : int.MaxValue);
        var again = total > 0;
        if (again && loop is { TestBefore: true, Condition: { } condition } && !Expressions.TryCondition(turn, body, condition, out again))
            return Outcome.Stuck;
        body.Loop = new LoopProgress([], total, 0, 0, Thrown: false);
        if (!again) return Outcome.Done;
        Loops.BeginRun(turn, body);
        return Outcome.Waits;
    }

    public static Outcome EndRun(Turn turn, ElementInstance run, ElementInstance body, LoopDefinition.Standard loop)
    {
        var again = body.Loop!.Begun < body.Loop.Total;
        if (again && loop.Condition is { } condition && !Expressions.TryCondition(turn, run, condition, out again)) return Outcome.Stuck;
        Loops.CloseRun(turn, run, body);
        if (again) Loops.BeginRun(turn, body);
        turn.Reduce(body);
        return Outcome.Done;
    }
}
