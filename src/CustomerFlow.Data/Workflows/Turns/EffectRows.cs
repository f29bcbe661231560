using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Turns the engine's effects into rows. Those that need more than a row are left to the turn.</summary>
internal static class EffectRows
{
    private const string ClockProperty = "clock";

    /// <summary>False when the effect is not only a row.</summary>
    public static bool TryAdd(Effect effect, LockedInstance instance, ProcessDefinition process, TurnWrites writes, DateTimeOffset now)
    {
        switch (effect)
        {
            case Effect.TaskOpened opened:
                writes.NewTasks.Add(Task(opened, instance, now));
                return true;
            case Effect.TaskCompleted completed:
                writes.EndedTasks.Add(new TaskEnd(completed.TaskKey, UserTaskState.Completed, now, completed.CompletedBy));
                return true;
            case Effect.TaskCanceled canceled:
                writes.EndedTasks.Add(new TaskEnd(canceled.TaskKey, UserTaskState.Canceled, now, null));
                return true;
            case Effect.TimerScheduled scheduled:
                writes.NewTimers.Add(Timer(scheduled, instance, process));
                writes.WakesUp |= WakeUp.Timers;
                return true;
            case Effect.TimerClosed closed:
                if (writes.NewTimers.RemoveAll(row => row.Key == closed.TimerKey) == 0) writes.ClosedTimers.Add(closed.TimerKey);
                return true;
            case Effect.DecisionEvaluated evaluated:
                writes.Evaluations.Add(Evaluation(evaluated, instance, now));
                return true;
            case Effect.IncidentRaised raised:
                writes.NewIncidents.Add(Incident(raised, instance, now));
                return true;
            case Effect.IncidentClosed closed:
                writes.EndedIncidents.Add(new IncidentEnd(closed.IncidentKey, now, null));
                return true;
            case Effect.ElementChanged changed:
                writes.History.Add(Line(changed, instance, now));
                return true;
            case Effect.FlowTaken taken:
                writes.History.Add(new ElementEventRow
                {
                    InstanceKey = instance.Key, Kind = ElementEventKind.FlowTaken, ElementId = taken.FlowId, ScopeKey = taken.ScopeKey,
                    At = now,
                });
                return true;
            default:
                return TryAddWait(effect, instance, writes);
        }
    }

    private static bool TryAddWait(Effect effect, LockedInstance instance, TurnWrites writes)
    {
        switch (effect)
        {
            case Effect.MessageSubscriptionOpened opened:
                writes.NewMessageSubscriptions.Add(new MessageSubscriptionRow
                {
                    Key = opened.SubscriptionKey, InstanceKey = instance.Key, ProcessId = instance.ProcessId,
                    ElementInstanceKey = opened.ElementInstanceKey, ElementId = opened.ElementId, MessageName = opened.MessageName,
                    CorrelationKey = opened.CorrelationKey, IsInterrupting = opened.IsInterrupting,
                });
                writes.WakesUp |= WakeUp.Events;
                return true;
            case Effect.MessageSubscriptionClosed closed:
                if (writes.NewMessageSubscriptions.RemoveAll(row => row.Key == closed.SubscriptionKey) == 0)
                    writes.ClosedMessageSubscriptions.Add(closed.SubscriptionKey);
                return true;
            case Effect.SignalSubscriptionOpened opened:
                writes.NewSignalSubscriptions.Add(new SignalSubscriptionRow
                {
                    Key = opened.SubscriptionKey, InstanceKey = instance.Key, ElementInstanceKey = opened.ElementInstanceKey,
                    ElementId = opened.ElementId, SignalName = opened.SignalName,
                });
                return true;
            case Effect.SignalSubscriptionClosed closed:
                if (writes.NewSignalSubscriptions.RemoveAll(row => row.Key == closed.SubscriptionKey) == 0)
                    writes.ClosedSignalSubscriptions.Add(closed.SubscriptionKey);
                return true;
            case Effect.CalledInstanceCanceled canceled:
                writes.NewEvents.Add(Event(canceled.ChildKey, new ProcessEvent.CancelRequested(null)));
                writes.WakesUp |= WakeUp.Events;
                return true;
            case Effect.CallerNotified notified:
                writes.NewEvents.Add(Event(notified.CallerInstanceKey, notified.Event));
                writes.WakesUp |= WakeUp.Events;
                return true;
            default:
                return false;
        }
    }

    public static InstanceEventRow Event(long instanceKey, ProcessEvent processEvent) => new()
    {
        InstanceKey = instanceKey, Kind = InstanceEventKind.Any, Event = ProcessEventJson.Write(processEvent),
    };

    public static JobRow Job(Effect.JobOpened opened, LockedInstance instance, JobState state, string? message, DateTimeOffset now) => new()
    {
        Key = opened.JobKey, InstanceKey = instance.Key, ElementInstanceKey = opened.ElementInstanceKey, ElementId = opened.ElementId,
        ProcessDefinitionKey = instance.ProcessDefinitionKey, ProcessId = instance.ProcessId, Kind = opened.Kind, Type = opened.Type,
        Retries = state == JobState.Failed ? 0 : opened.Retries, Headers = Json(opened.Headers) ?? "{}",
        Variables = FeelJson.ToText(opened.Variables), State = state, ErrorMessage = message, CreatedAt = now,
    };

    private static UserTaskRow Task(Effect.TaskOpened opened, LockedInstance instance, DateTimeOffset now) => new()
    {
        Key = opened.TaskKey, InstanceKey = instance.Key, ElementInstanceKey = opened.ElementInstanceKey, ElementId = opened.ElementId,
        ProcessDefinitionKey = instance.ProcessDefinitionKey, ProcessId = instance.ProcessId, Name = opened.Name,
        State = UserTaskState.Open, Assignee = opened.Assignee, CandidateGroups = [.. opened.CandidateGroups],
        CandidateUsers = [.. opened.CandidateUsers], Priority = (short)opened.Priority, DueAt = opened.DueAt,
        FollowUpAt = opened.FollowUpAt, FormId = opened.FormId, ExternalFormReference = opened.ExternalFormReference,
        Headers = Json(opened.Headers), CreatedAt = now,
    };

    private static TimerRow Timer(Effect.TimerScheduled scheduled, LockedInstance instance, ProcessDefinition process) => new()
    {
        Key = scheduled.TimerKey, InstanceKey = instance.Key, ElementInstanceKey = scheduled.ElementInstanceKey,
        ElementId = scheduled.ElementId, DueAt = scheduled.DueAt,
        Clock = process.Find(scheduled.ElementId)?.Properties.GetValueOrDefault(ClockProperty),
    };

    private static IncidentRow Incident(Effect.IncidentRaised raised, LockedInstance instance, DateTimeOffset now) => new()
    {
        Key = raised.IncidentKey, InstanceKey = instance.Key, ElementInstanceKey = raised.ElementInstanceKey, ElementId = raised.ElementId,
        ProcessDefinitionKey = instance.ProcessDefinitionKey, ProcessId = instance.ProcessId, Kind = raised.Kind, Message = raised.Message,
        JobKey = raised.JobKey, CreatedAt = now,
    };

    private static ElementEventRow Line(Effect.ElementChanged changed, LockedInstance instance, DateTimeOffset now) => new()
    {
        InstanceKey = instance.Key,
        Kind = changed.Transition switch
        {
            ElementTransition.Activated => ElementEventKind.Activated,
            ElementTransition.Completed => ElementEventKind.Completed,
            _ => ElementEventKind.Terminated,
        },
        ElementId = changed.ElementId, ElementInstanceKey = changed.ElementInstanceKey, ScopeKey = changed.ScopeKey, At = now,
        By = changed.By,
    };

    private static DecisionEvaluationRow Evaluation(
        Effect.DecisionEvaluated evaluated, LockedInstance instance, DateTimeOffset now) => new()
        {
            InstanceKey = instance.Key, ElementInstanceKey = evaluated.ElementInstanceKey, ElementId = evaluated.ElementId,
            DecisionId = evaluated.DecisionId, At = now, Outcome = DecisionOutcomeJson.Write(evaluated.Outcome),
        };

    private static string? Json(ImmutableDictionary<string, string> headers) =>
        headers.IsEmpty ? null : JsonSerializer.Serialize<IReadOnlyDictionary<string, string>>(headers);
}
