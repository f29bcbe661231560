using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution.Elements;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Runs process instances: BPMN 2.0 §13, and Camunda 8's behaviour where that leaves room.</summary>
/// <remarks>
/// How to read it: an event changes one element instance (<see cref="Apply"/>). Then steps are done until none is left
/// (<see cref="Drain"/>): a token arrives at the end of a flow (<see cref="Arrive"/>), or an element instance goes on through its
/// phases (<see cref="Proceed"/>). What an element does when it is its turn stands in one switch (<see cref="Execute"/>).
/// </remarks>
public static class ProcessEngine
{
    /// <summary>Applies one event to one instance and goes on until every token waits.</summary>
    /// <param name="release">The release that the instance is pinned to.</param>
    /// <param name="state">The instance; it is not changed.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="context">Time, keys and limits.</param>
    /// <returns>
    /// The new state with the effects in the order in which they came about, or why nothing changes.
    /// Trouble in the process is an incident in the state; nothing is thrown for it.
    /// </returns>
    public static StepResult Advance(ReleaseContent release, InstanceState state, ProcessEvent happened, AdvanceContext context)
    {
        if (release.Process(state.ProcessId) is not { } process)
            return new StepResult.Ignored($"The release has no process \"{state.ProcessId}\".");
        if (state.IsEnded) return new StepResult.Ignored("The instance has ended.");
        if (state.Status == InstanceStatus.New != happened is ProcessEvent.Started)
            return new StepResult.Ignored(
                state.Status == InstanceStatus.New ? "The instance has not started." : "The instance has started.");

        var turn = new Turn(release, process, state, context);
        if (Apply(turn, happened) is { } reason) return new StepResult.Ignored(reason);
        Drain(turn);
        return turn.ToResult();
    }

    /// <summary>Applies the event. The answer is why it is ignored, or null; an ignored event has changed nothing.</summary>
    private static string? Apply(Turn turn, ProcessEvent happened) => happened switch
    {
        ProcessEvent.Started started => StartEvents.Start(turn, started),
        ProcessEvent.UserTaskCompleted completed => UserTasks.Complete(turn, completed),
        ProcessEvent.JobCompleted completed => Jobs.Complete(turn, completed),
        ProcessEvent.JobFailed failed => Jobs.Fail(turn, failed),
        ProcessEvent.JobErrorThrown thrown => Jobs.ThrowError(turn, thrown),
        ProcessEvent.DecisionAnswered answered => DecisionTasks.Answer(turn, answered),
        ProcessEvent.TimerFired fired => Triggers.Fire(turn, fired.TimerKey, WaitKind.Timer, Feel.FeelContext.Empty),
        ProcessEvent.MessageReceived received => Triggers.Fire(turn, received.SubscriptionKey, WaitKind.Message, received.Variables),
        ProcessEvent.SignalReceived received => Triggers.Fire(turn, received.SubscriptionKey, WaitKind.Signal, received.Variables),
        ProcessEvent.CallCompleted completed => CallActivities.Complete(turn, completed),
        ProcessEvent.CallFailed failed => CallActivities.Fail(turn, failed),
        ProcessEvent.CallEscalated escalated => CallActivities.Escalate(turn, escalated),
        ProcessEvent.CallRefused refused => CallActivities.Refuse(turn, refused),
        ProcessEvent.IncidentResolved resolved => Incidents.Resolve(turn, resolved.IncidentKey),
        ProcessEvent.VariablesSet set => SetVariables(turn, set),
        ProcessEvent.CancelRequested requested => Termination.Cancel(turn, requested.RequestedBy),
        _ => throw new UnreachableException(),
    };

    /// <summary>Does steps until none is left. Joins that wait "for all that can still arrive" are looked at when all is quiet.</summary>
    private static void Drain(Turn turn)
    {
        do
        {
            Conditions.React(turn);
            while (!turn.StopsAtLimit && turn.TryNextStep(out var step))
            {
                DoStep(turn, step);
                if (turn.Status != InstanceStatus.Active) return;
                if (turn.Changes.Count > 0) Conditions.React(turn);
                if (turn.IsAtLimit && turn.HasSteps) Incidents.StopAtLimit(turn);
            }
        }
        while (!turn.StopsAtLimit && InclusiveGateways.FireOneIfAllArrived(turn));
    }

    private static void DoStep(Turn turn, Step step)
    {
        // The scope or the element may have been ended by an earlier step.
        if (turn.Find(step.Key) is not { } element) return;
        if (step.FlowId is { } flowId) Arrive(turn, element, turn.Process.Flow(flowId));
        else if (!Incidents.Block(turn, element)) Proceed(turn, element);
    }

    /// <summary>A token reaches the end of a flow: it waits with others, or the element begins.</summary>
    private static void Arrive(Turn turn, ElementInstance scope, SequenceFlow flow)
    {
        var target = turn.Process[flow.TargetId];
        switch (target)
        {
            case Element.ParallelGateway when target.Incoming.Length > 1:
                ParallelGateways.Arrive(turn, scope, target, flow);
                break;
            case Element.InclusiveGateway when target.Incoming.Length > 1:
                InclusiveGateways.Arrive(turn, scope, target, flow);
                break;
            case Element.ComplexGateway gateway:
                ComplexGateways.Arrive(turn, scope, gateway, flow);
                break;
            case Element.Activity { StartQuantity: > 1 } activity:
                TokenQuantities.Arrive(turn, scope, activity, flow);
                break;
            default:
                Begin(turn, scope, target);
                turn.Reduce(scope);
                break;
        }
    }

    /// <summary>Creates an instance of an element and lets it go on with the next step.</summary>
    internal static ElementInstance Begin(Turn turn, ElementInstance scope, Element element)
    {
        var isLoop = element is Element.Activity { Loop: not null };
        var begun = turn.Enter(element, scope, isLoop ? ElementRole.LoopBody : ElementRole.Plain);
        turn.Continue(begun);
        return begun;
    }

    /// <summary>Goes through the phases of one element instance as far as it can.</summary>
    private static void Proceed(Turn turn, ElementInstance element)
    {
        while (turn.IsAlive(element))
        {
            var (outcome, next) = element.Phase switch
            {
                Phase.Entering => (Inputs(turn, element), Phase.StartListeners),
                Phase.StartListeners => (Listeners.Run(turn, element, atStart: true), Phase.Subscribing),
                Phase.Subscribing => (Subscriptions.OpenAround(turn, element), Phase.Executing),
                Phase.Executing => (Execute(turn, element), Phase.Completing),
                Phase.Active => (StayActive(turn, element), Phase.Completing),
                Phase.Completing => (Outputs(turn, element), Phase.EndListeners),
                Phase.EndListeners => (Listeners.Run(turn, element, atStart: false), Phase.Leaving),
                Phase.Leaving => (Leaving.Leave(turn, element), Phase.Leaving),
                _ => throw new UnreachableException(),
            };
            if (outcome == Outcome.Waits && element.Phase == Phase.Executing) element.MoveTo(Phase.Active);
            if (outcome != Outcome.Done || !turn.IsAlive(element)) return;
            element.MoveTo(next);
        }
    }

    /// <summary>The element's own work begins. This is the one switch over all kinds of element.</summary>
    private static Outcome Execute(Turn turn, ElementInstance element) => (element.Role, turn.Definition(element)) switch
    {
        (ElementRole.Process, _) => SubProcesses.EnterProcess(turn, element),
        (ElementRole.LoopBody, Element.Activity activity) => Loops.Begin(turn, element, activity),
        (ElementRole.CompensationScope, Element.SubProcess subProcess) => Compensation.Reopen(turn, element, subProcess),
        (_, Element.StartEvent) => Outcome.Done,
        (_, Element.BoundaryEvent) => Outcome.Done,
        (_, Element.EndEvent end) => ThrowEvents.Execute(turn, element, end.Trigger),
        (_, Element.ThrowEvent thrown) => ThrowEvents.Execute(turn, element, thrown.Trigger),
        (_, Element.CatchEvent caught) => CatchEvents.Execute(turn, element, caught),
        (_, Element.ExclusiveGateway) => Outcome.Done,
        (_, Element.ParallelGateway) => Outcome.Done,
        (_, Element.InclusiveGateway) => Outcome.Done,
        (_, Element.ComplexGateway) => Outcome.Done,
        (_, Element.EventGateway) => EventGateways.Execute(turn, element),
        (_, Element.UserTask task) => UserTasks.Execute(turn, element, task),
        (_, Element.JobTask task) => Jobs.Execute(turn, element, task.Job),
        (_, Element.ScriptTask task) => ScriptTasks.Execute(turn, element, task),
        (_, Element.DecisionTask task) => DecisionTasks.Execute(turn, element, task),
        (_, Element.ReceiveTask task) => ReceiveTasks.Execute(turn, element, task),
        (_, Element.ManualTask) => Outcome.Done,
        (_, Element.CallActivity call) => CallActivities.Execute(turn, element, call),
        (_, Element.SubProcess { Kind: SubProcessKind.AdHoc } adHoc) => AdHocSubProcesses.Execute(turn, element, adHoc),
        (_, Element.SubProcess subProcess) => SubProcesses.Enter(turn, element, subProcess),
        _ => throw new UnreachableException(),
    };

    private static Outcome StayActive(Turn turn, ElementInstance element)
    {
        if (element.Role == ElementRole.LoopBody) return Loops.GoOn(turn, element);
        return SubProcesses.IsOver(turn, element) ? Outcome.Done : Outcome.Waits;
    }

    private static Outcome Inputs(Turn turn, ElementInstance element) => element.Role switch
    {
        ElementRole.Plain or ElementRole.LoopRun => Variables.ApplyInputs(turn, element, turn.Definition(element)!),
        _ => Outcome.Done,
    };

    private static Outcome Outputs(Turn turn, ElementInstance element)
    {
        var outcome = element.Role switch
        {
            ElementRole.Plain or ElementRole.LoopRun => Variables.ApplyOutputs(turn, element, turn.Definition(element)!),
            ElementRole.LoopBody => Loops.PassOn(turn, element),
            _ => Outcome.Done,
        };
        if (outcome != Outcome.Done) return outcome;
        AdHocSubProcesses.PassOn(turn, element);
        turn.CloseWaits(element);
        return outcome;
    }

    private static string? SetVariables(Turn turn, ProcessEvent.VariablesSet set)
    {
        if (turn.Find(set.ScopeKey) is not { } scope) return "The scope is not alive.";
        foreach (var (name, value) in set.Variables.Entries)
        {
            if (Variables.SizeProblem(turn, name, value) is { } problem) return problem;
        }

        foreach (var (name, value) in set.Variables.Entries)
        {
            if (set.Local) Variables.SetLocal(turn, scope, name, value);
            else Variables.Propagate(turn, scope, name, value);
        }

        return null;
    }
}
