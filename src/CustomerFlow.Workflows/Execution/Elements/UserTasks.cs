using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>User tasks: creating listeners, the open task, completing listeners. Who works on it is the store's business.</summary>
internal static class UserTasks
{
    private const int PriorityDefault = 50;

    public static Outcome Execute(Turn turn, ElementInstance element, Element.UserTask task)
    {
        if (HasOpenTask(turn, element)) return RunCompleting(turn, element, task);
        var creating = ListenersOf(task, "creating", task.Definition.Assignee is null ? "" : "assigning");
        if (element.PartsDone < creating.Length) return Jobs.Open(turn, element, creating[element.PartsDone].Job, WaitKind.TaskListener);
        return Open(turn, element, task);
    }

    public static string? Complete(Turn turn, ProcessEvent.UserTaskCompleted completed)
    {
        if (!turn.TryFindWait(completed.TaskKey, out var wait) || wait.Kind != WaitKind.Task) return "The task is not open.";
        var element = turn.Find(wait.OwnerKey)!;
        if (element.Result is not null) return "The task is already being completed.";
        element.Result = JsonValue.Of(completed.Variables);
        element.CompletedBy = completed.CompletedBy;
        element.PartsDone = 0;
        TryAgain(turn, element);
        return null;
    }

    public static void ListenerDone(Turn turn, ElementInstance element, FeelContext variables)
    {
        if (HasOpenTask(turn, element)) element.Result = new FeelContext(element.Result!.Entries.Concat(variables.Entries));
        else foreach (var (name, value) in variables.Entries) Variables.SetLocal(turn, element, name, value);
        element.PartsDone++;
        TryAgain(turn, element);
    }

    // Every part of a task's life is one more look at its own work, so that each can fail and be tried again.
    private static void TryAgain(Turn turn, ElementInstance element)
    {
        element.MoveTo(Phase.Executing);
        turn.Continue(element);
    }

    private static Outcome RunCompleting(Turn turn, ElementInstance element, Element.UserTask task)
    {
        if (element.Result is null) return Outcome.Waits;
        var completing = ListenersOf(task, "completing");
        if (element.PartsDone < completing.Length)
            return Jobs.Open(turn, element, completing[element.PartsDone].Job, WaitKind.TaskListener);
        var wait = turn.Waits.First(wait => wait.OwnerKey == element.Key && wait.Kind == WaitKind.Task);
        turn.Close(wait, canceled: false);
        turn.Emit(new Effect.TaskCompleted(wait.Key, element.CompletedBy));
        return Outcome.Done;
    }

    private static Outcome Open(Turn turn, ElementInstance element, Element.UserTask task)
    {
        var definition = task.Definition;
        if (!Expressions.TryOptionalText(turn, element, definition.Assignee, "assignee", out var assignee)) return Outcome.Stuck;
        if (!Expressions.TryTexts(turn, element, definition.CandidateGroups, "candidate groups", out var groups)) return Outcome.Stuck;
        if (!Expressions.TryTexts(turn, element, definition.CandidateUsers, "candidate users", out var users)) return Outcome.Stuck;
        if (!TryDate(turn, element, definition.DueDate, out var dueAt)) return Outcome.Stuck;
        if (!TryDate(turn, element, definition.FollowUpDate, out var followUpAt)) return Outcome.Stuck;
        if (!TryPriority(turn, element, definition.Priority, out var priority)) return Outcome.Stuck;
        if (!Expressions.TryOptionalText(turn, element, definition.ExternalFormReference, "form reference", out var form))
            return Outcome.Stuck;

        var wait = new Wait(turn.NextKey(), WaitKind.Task, element.Key, element.ElementId);
        turn.Add(wait);
        turn.Emit(new Effect.TaskOpened(
            wait.Key, element.Key, task.Id, task.Name ?? task.Id, string.IsNullOrEmpty(assignee) ? null : assignee, groups, users,
            dueAt, followUpAt, priority, definition.FormId, form, definition.Headers));
        return Outcome.Waits;
    }

    private static bool TryDate(Turn turn, ElementInstance element, FeelAttribute? attribute, out DateTimeOffset? date)
    {
        date = null;
        if (attribute is null) return true;
        if (!Expressions.TryValue(turn, element, attribute, IncidentKind.ExtractValueError, out var value)) return false;
        if (value.IsNull) return true;
        var schedule = new TimerSchedule(turn.Context.Now, turn.Context.TimeZoneId);
        if (schedule.TryPlan(TimerKind.Date, value, out var plan))
        {
            date = plan.DueAt;
            return true;
        }

        turn.Raise(
            element, IncidentKind.ExtractValueError,
            $"A due or follow-up date must be a date and time but is {Expressions.Describe(value)}.");
        return false;
    }

    private static bool TryPriority(Turn turn, ElementInstance element, FeelAttribute? attribute, out int priority)
    {
        priority = PriorityDefault;
        if (attribute is null) return true;
        if (!Expressions.TryValue(turn, element, attribute, IncidentKind.ExtractValueError, out var value)) return false;
        return value.IsNull || Expressions.TryWhole(turn, element, value, "priority", 0, 100, out priority);
    }

    private static bool HasOpenTask(Turn turn, ElementInstance element)
    {
        foreach (var wait in turn.Waits)
        {
            if (wait.OwnerKey == element.Key && wait.Kind == WaitKind.Task) return true;
        }

        return false;
    }

    private static ImmutableArray<TaskListener> ListenersOf(Element.UserTask task, params ReadOnlySpan<string> eventTypes)
    {
        var all = task.Definition.TaskListeners;
        if (all.IsEmpty) return [];
        var found = ImmutableArray.CreateBuilder<TaskListener>();
        foreach (var eventType in eventTypes) found.AddRange(all.Where(listener => listener.EventType == eventType));
        return found.ToImmutable();
    }
}
