using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Opens what events wait for: timers, messages, signals and conditions.</summary>
internal static class Subscriptions
{
    /// <summary>Opens the boundary events of an activity and the event sub-processes of a scope, all or (with an incident) none.</summary>
    public static Outcome OpenAround(Turn turn, ElementInstance element)
    {
        var opener = new Opener(turn, element);
        if (HoldsBoundaries(turn, element))
        {
            foreach (var boundary in turn.Process.BoundariesOf(element.ElementId))
            {
                if (!opener.Prepare(boundary.Id, boundary.Trigger)) return Outcome.Stuck;
            }
        }

        if (IsScope(turn, element))
        {
            foreach (var start in EventSubProcesses.StartsIn(turn.Process, element.ElementId))
            {
                if (!opener.Prepare(start.Id, start.Trigger)) return Outcome.Stuck;
            }
        }

        opener.Open();
        return Outcome.Done;
    }

    /// <summary>
    /// Opens the triggers of events that react on behalf of <paramref name="owner"/>; nothing to wait for is done at once.
    /// </summary>
    public static Outcome Open(Turn turn, ElementInstance owner, params ReadOnlySpan<(string ElementId, EventTrigger Trigger)> events)
    {
        var opener = new Opener(turn, owner);
        foreach (var (elementId, trigger) in events)
        {
            if (!opener.Prepare(elementId, trigger)) return Outcome.Stuck;
        }

        opener.Open();
        return opener.IsEmpty ? Outcome.Done : Outcome.Waits;
    }

    private static bool HoldsBoundaries(Turn turn, ElementInstance element) =>
        element.Role is ElementRole.Plain or ElementRole.LoopBody && turn.Definition(element) is Element.Activity;

    private static bool IsScope(Turn turn, ElementInstance element) =>
        element.Role == ElementRole.Process
        || (element.Role is ElementRole.Plain or ElementRole.LoopRun && turn.Definition(element) is Element.SubProcess);

    /// <summary>Evaluates everything before it opens anything, so that a failed step can be done again as a whole.</summary>
    private readonly ref struct Opener(Turn turn, ElementInstance owner)
    {
        private readonly List<(Wait Wait, Effect? Effect)> _prepared = [];

        public bool IsEmpty => _prepared.Count == 0;

        public bool Prepare(string elementId, EventTrigger trigger, int index = 0) => trigger switch
        {
            EventTrigger.Timer timer => PrepareTimer(elementId, timer, index),
            EventTrigger.Message message => PrepareMessage(elementId, message, index),
            EventTrigger.Signal signal => PrepareSignal(elementId, signal, index),
            EventTrigger.Conditional =>
                Add(new Wait(turn.NextKey(), WaitKind.Condition, owner.Key, elementId) { TriggerIndex = index }, null),
            EventTrigger.Multiple multiple => PrepareAll(elementId, multiple),
            EventTrigger.None or EventTrigger.Error or EventTrigger.Escalation or EventTrigger.Compensation or EventTrigger.Cancel
                or EventTrigger.Terminate or EventTrigger.Link => true,
            _ => throw new UnreachableException(),
        };

        public void Open()
        {
            foreach (var (wait, effect) in _prepared)
            {
                turn.Add(wait);
                if (effect is not null) turn.Emit(effect);
                else turn.Changes.Add(new VariableChange(owner.Key, null, IsNew: false));
            }
        }

        private bool Add(Wait wait, Effect? effect)
        {
            _prepared.Add((wait, effect));
            return true;
        }

        private bool PrepareAll(string elementId, EventTrigger.Multiple multiple)
        {
            for (var i = 0; i < multiple.Triggers.Length; i++)
            {
                if (!Prepare(elementId, multiple.Triggers[i], i)) return false;
            }

            return true;
        }

        private bool PrepareTimer(string elementId, EventTrigger.Timer timer, int index)
        {
            if (!Timers.TryPlan(turn, owner, timer, out var plan)) return false;
            var wait = new Wait(turn.NextKey(), WaitKind.Timer, owner.Key, elementId)
            {
                TriggerIndex = index,
                DueAt = plan.DueAt,
                Repetitions = plan.Repetitions,
                Name = plan.Cycle,
            };
            return Add(wait, new Effect.TimerScheduled(wait.Key, owner.Key, elementId, wait.DueAt));
        }

        private bool PrepareMessage(string elementId, EventTrigger.Message message, int index)
        {
            if (!Expressions.TryText(turn, owner, message.Name, "message name", out var name)) return false;
            var correlationKey = "";
            if (message.CorrelationKey is { } key && !Expressions.TryText(turn, owner, key, "correlation key", out correlationKey))
                return false;
            var wait = new Wait(turn.NextKey(), WaitKind.Message, owner.Key, elementId) { TriggerIndex = index };
            var isInterrupting = Triggers.IsInterrupting(turn.Process[elementId]);
            return Add(
                wait, new Effect.MessageSubscriptionOpened(wait.Key, owner.Key, elementId, name, correlationKey, isInterrupting));
        }

        private bool PrepareSignal(string elementId, EventTrigger.Signal signal, int index)
        {
            if (!Expressions.TryText(turn, owner, signal.Name, "signal name", out var name)) return false;
            var wait = new Wait(turn.NextKey(), WaitKind.Signal, owner.Key, elementId) { TriggerIndex = index, Name = name };
            return Add(wait, new Effect.SignalSubscriptionOpened(wait.Key, owner.Key, elementId, name));
        }
    }
}
