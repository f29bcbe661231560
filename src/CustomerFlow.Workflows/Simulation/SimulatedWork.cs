using System.Collections.Immutable;
using System.Diagnostics;
using CustomerFlow.Workflows.Execution;

namespace CustomerFlow.Workflows.Simulation;

/// <summary>The rows of open work: every effect either changes them or goes to somebody else.</summary>
internal sealed class SimulatedWork(ProcessSimulator simulator)
{
    public Dictionary<long, SimulatedTask> Tasks { get; } = [];

    public Dictionary<long, SimulatedJob> Jobs { get; } = [];

    public Dictionary<long, SimulatedTimer> Timers { get; } = [];

    public Dictionary<long, SimulatedIncident> Incidents { get; } = [];

    public Dictionary<long, (long InstanceKey, Effect.MessageSubscriptionOpened Opened)> MessageSubscriptions { get; } = [];

    public Dictionary<long, (long InstanceKey, Effect.SignalSubscriptionOpened Opened)> SignalSubscriptions { get; } = [];

    public void Apply(long instanceKey, ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
        {
            if (!ApplyToRows(instanceKey, effect)) PassOn(instanceKey, effect);
        }
    }

    /// <summary>Adds and removes rows. A row that is opened twice or closed without being open is a bug of the engine and throws.</summary>
    private bool ApplyToRows(long instanceKey, Effect effect)
    {
        switch (effect)
        {
            case Effect.TaskOpened opened:
                Tasks.Add(opened.TaskKey, new SimulatedTask(instanceKey, opened));
                return true;
            case Effect.TaskCompleted completed:
                Remove(Tasks, completed.TaskKey);
                return true;
            case Effect.TaskCanceled canceled:
                Remove(Tasks, canceled.TaskKey);
                return true;
            case Effect.JobOpened opened:
                var job = new SimulatedJob(instanceKey, opened, opened.Retries);
                Jobs.Add(opened.JobKey, job);
                AnswerInline(job);
                return true;
            case Effect.JobClosed closed:
                // A decision request is closed like a job but is no row here.
                Jobs.Remove(closed.JobKey);
                return true;
            case Effect.JobRetriesChanged changed:
                Jobs[changed.JobKey] = Jobs[changed.JobKey] with { Retries = changed.Retries };
                return true;
            case Effect.TimerScheduled scheduled:
                Timers.Add(scheduled.TimerKey, new SimulatedTimer(instanceKey, scheduled.TimerKey, scheduled.ElementId, scheduled.DueAt));
                return true;
            case Effect.TimerClosed closed:
                Remove(Timers, closed.TimerKey);
                return true;
            case Effect.MessageSubscriptionOpened opened:
                MessageSubscriptions.Add(opened.SubscriptionKey, (instanceKey, opened));
                simulator.MessageAwaited(opened.SubscriptionKey);
                return true;
            case Effect.MessageSubscriptionClosed closed:
                Remove(MessageSubscriptions, closed.SubscriptionKey);
                return true;
            case Effect.SignalSubscriptionOpened opened:
                SignalSubscriptions.Add(opened.SubscriptionKey, (instanceKey, opened));
                return true;
            case Effect.SignalSubscriptionClosed closed:
                Remove(SignalSubscriptions, closed.SubscriptionKey);
                return true;
            case Effect.IncidentRaised raised:
                Incidents.Add(raised.IncidentKey, new SimulatedIncident(instanceKey, raised));
                return true;
            case Effect.IncidentClosed closed:
                Remove(Incidents, closed.IncidentKey);
                return true;
            default:
                return false;
        }
    }

    private void PassOn(long instanceKey, Effect effect)
    {
        switch (effect)
        {
            case Effect.DecisionRequested requested:
                simulator.Decide(instanceKey, requested);
                break;
            case Effect.MessagePublished published:
                simulator.PublishFromInstance(published);
                break;
            case Effect.SignalBroadcast broadcast:
                simulator.BroadcastSignal(broadcast.Name, broadcast.Variables, exceptInstance: instanceKey);
                break;
            case Effect.InstanceCalled called:
                simulator.Call(instanceKey, called);
                break;
            case Effect.CalledInstanceCanceled canceled:
                simulator.Enqueue(canceled.ChildKey, new ProcessEvent.CancelRequested(null));
                break;
            case Effect.CallerNotified notified:
                simulator.Enqueue(notified.CallerInstanceKey, notified.Event);
                break;
            case Effect.DecisionEvaluated or Effect.ElementChanged or Effect.FlowTaken or Effect.VariableChanged or Effect.InstanceEnded:
                // History only.
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AnswerInline(SimulatedJob job)
    {
        var key = job.Opened.JobKey;
        ProcessEvent? answer = simulator.InlineSteps?.Invoke(job) switch
        {
            null => null,
            StepAnswer.Completed completed => new ProcessEvent.JobCompleted(key, completed.Variables),
            StepAnswer.Error error => new ProcessEvent.JobErrorThrown(key, error.Code, error.Message, Feel.FeelContext.Empty),
            StepAnswer.Failed failed => new ProcessEvent.JobFailed(key, 0, failed.Message, Feel.FeelContext.Empty),
            _ => throw new UnreachableException(),
        };
        if (answer is not null) simulator.Enqueue(job.InstanceKey, answer);
    }

    private static void Remove<T>(Dictionary<long, T> rows, long key)
    {
        if (!rows.Remove(key)) throw new InvalidOperationException($"There is no open {typeof(T).Name} {key} to close.");
    }
}
