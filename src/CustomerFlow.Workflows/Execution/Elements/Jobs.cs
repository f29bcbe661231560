using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Jobs: work for a worker or an inline step, for tasks, throwing events and listeners.</summary>
internal static class Jobs
{
    private const int RetriesDefault = 3;

    /// <summary>Opens the job that is the element's own work.</summary>
    public static Outcome Execute(Turn turn, ElementInstance element, JobDefinition job) => Open(turn, element, job, WaitKind.Job);

    public static Outcome Open(Turn turn, ElementInstance element, JobDefinition job, WaitKind kind)
    {
        if (!Expressions.TryText(turn, element, job.Type, "job type", out var type)) return Outcome.Stuck;
        if (!Expressions.TryValue(turn, element, job.Retries, IncidentKind.ExtractValueError, out var retriesValue)) return Outcome.Stuck;
        var retries = RetriesDefault;
        if (!retriesValue.IsNull && !Expressions.TryWhole(turn, element, retriesValue, "number of retries", 1, int.MaxValue, out retries))
            return Outcome.Stuck;
        var wait = new Wait(turn.NextKey(), kind, element.Key, element.ElementId);
        turn.Add(wait);
        turn.Emit(new Effect.JobOpened(
            wait.Key, element.Key, element.ElementId, KindOf(kind), type, retries, job.Headers, Variables.Visible(turn, element)));
        return Outcome.Waits;
    }

    public static string? Complete(Turn turn, ProcessEvent.JobCompleted completed)
    {
        if (Find(turn, completed.JobKey) is not var (wait, element)) return "The job is not open.";
        turn.Close(wait, canceled: false);
        Incidents.CloseForJob(turn, wait.Key);
        var variables = JsonValue.Of(completed.Variables);
        switch (wait.Kind)
        {
            case WaitKind.Job when turn.Definition(element) is Element.SubProcess:
                AdHocSubProcesses.ChosenByJob(turn, element, variables);
                break;
            case WaitKind.Job:
                element.Result = variables;
                // A multiple event may wait for several.
                if (turn.Waits.Any(other => other.OwnerKey == element.Key && other.Kind == WaitKind.Job)) break;
                CompleteWork(turn, element);
                break;
            case WaitKind.ExecutionListener:
                Listeners.Done(turn, element, variables);
                break;
            case WaitKind.TaskListener:
                UserTasks.ListenerDone(turn, element, variables);
                break;
            default:
                throw new UnreachableException();
        }

        return null;
    }

    public static string? Fail(Turn turn, ProcessEvent.JobFailed failed)
    {
        if (Find(turn, failed.JobKey) is not var (wait, element)) return "The job is not open.";
        foreach (var (name, value) in failed.Variables.Entries)
        {
            if (Variables.SizeProblem(turn, name, value) is null) Variables.SetLocal(turn, element, name, value);
        }

        // A job that fails again has one incident at most, the latest.
        Incidents.CloseForJob(turn, wait.Key);
        if (failed.RetriesLeft > 0)
        {
            turn.Emit(new Effect.JobRetriesChanged(wait.Key, failed.RetriesLeft));
            return null;
        }

        turn.Emit(new Effect.JobRetriesChanged(wait.Key, 0));
        var kind = wait.Kind == WaitKind.ExecutionListener ? IncidentKind.ExecutionListenerNoRetries : IncidentKind.JobNoRetries;
        turn.Raise(element, kind, failed.Message, wait.Key);
        return null;
    }

    public static string? ThrowError(Turn turn, ProcessEvent.JobErrorThrown thrown)
    {
        if (Find(turn, thrown.JobKey) is not var (wait, element)) return "The job is not open.";
        Incidents.CloseForJob(turn, wait.Key);
        // The job goes with the element when somebody catches the error; else it stays, for another try.
        var outcome = Errors.Throw(turn, element, thrown.ErrorCode, thrown.Message, JsonValue.Of(thrown.Variables), wait.Key);
        if (outcome == Outcome.Done && turn.TryFindWait(wait.Key, out _) && turn.IsAlive(element)) Termination.Terminate(turn, element);
        return null;
    }

    /// <summary>The element's own work is done.</summary>
    public static void CompleteWork(Turn turn, ElementInstance element)
    {
        element.MoveTo(Phase.Completing);
        turn.Continue(element);
    }

    private static (Wait Wait, ElementInstance Element)? Find(Turn turn, long jobKey) =>
        turn.TryFindWait(jobKey, out var wait) && wait.IsJob ? (wait, turn.Find(wait.OwnerKey)!) : null;

    private static JobKind KindOf(WaitKind kind) => kind switch
    {
        WaitKind.Job => JobKind.Task,
        WaitKind.ExecutionListener => JobKind.ExecutionListener,
        WaitKind.TaskListener => JobKind.TaskListener,
        _ => throw new UnreachableException(),
    };
}
