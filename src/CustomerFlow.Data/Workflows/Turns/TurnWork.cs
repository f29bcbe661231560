using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Effects that are more than a row: inline steps, calls, decisions of other releases. Some answer with an event.</summary>
internal sealed class TurnWork(InstanceTurn turn, TurnSession session)
{
    private const int SecretBytes = 32;
    private readonly Queue<Func<CancellationToken, Task<ProcessEvent?>>> waiting = new();
    private readonly HashSet<long> inlineJobs = [];

    public bool TryTake(out Func<CancellationToken, Task<ProcessEvent?>> work) => waiting.TryDequeue(out work!);

    public void Add(Effect effect)
    {
        switch (effect)
        {
            case Effect.JobOpened opened:
                Open(opened);
                break;
            case Effect.JobClosed closed:
                Close(closed);
                break;
            case Effect.JobRetriesChanged changed:
                if (inlineJobs.Contains(changed.JobKey)) break;
                session.Writes.RetriedJobs.Add(changed.JobKey == turn.Job?.Key
                    ? new JobRetry(
                        changed.JobKey, changed.Retries, turn.Request.RetryAt ?? session.Tools.Time.GetUtcNow(), turn.Request.Failure)
                    : new JobRetry(changed.JobKey, changed.Retries, session.Tools.Time.GetUtcNow(), null));
                session.Writes.WakesUp |= WakeUp.Jobs;
                break;
            case Effect.DecisionRequested requested:
                waiting.Enqueue(async cancellationToken => await OtherReleases.DecideAsync(requested, turn, session, cancellationToken));
                break;
            case Effect.InstanceCalled called:
                waiting.Enqueue(cancellationToken => OtherReleases.CallAsync(called, turn, session, cancellationToken));
                break;
            case Effect.MessagePublished published:
                session.Writes.Publications.Add(new MessageRow
                {
                    Key = published.MessageKey, Name = published.Name, CorrelationKey = published.CorrelationKey,
                    Variables = FeelJson.ToText(published.Variables), PublishedAt = session.Now,
                    ExpiresAt = session.Now + session.Tools.Options.ThrownMessageTimeToLive,
                });
                session.Writes.WakesUp |= WakeUp.Events;
                break;
            case Effect.SignalBroadcast broadcast:
                session.Writes.Signals.Add(new SignalBroadcast(broadcast.Name, FeelJson.ToText(broadcast.Variables)));
                session.Writes.WakesUp |= WakeUp.Events;
                break;
            default:
                throw new UnreachableException($"No rows for the effect {effect.GetType().Name}.");
        }
    }

    /// <summary>An inline step that has a row already.</summary>
    public void AddStep(InlineStep step, JobRow job)
    {
        var headers = JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(job.Headers)!;
        var opened = new Effect.JobOpened(
            job.Key, job.ElementInstanceKey, job.ElementId, job.Kind, job.Type, job.Retries, headers, FeelJson.ParseObject(job.Variables));
        waiting.Enqueue(cancellationToken => RunAsync(step, opened, cancellationToken));
    }

    private void Open(Effect.JobOpened opened)
    {
        var isInline = opened.Type.StartsWith(InlineStep.Prefix, StringComparison.Ordinal);
        if (isInline && session.Tools.Steps.Find(opened.Type) is { } step && !turn.Request.PutOff.Contains(opened.ElementId))
        {
            inlineJobs.Add(opened.JobKey);
            waiting.Enqueue(cancellationToken => RunAsync(step, opened, cancellationToken));
            return;
        }

        // Work for others: a worker outside, a background handler, or a node that knows this step.
        session.Writes.NewJobs.Add(EffectRows.Job(opened, turn.Instance, JobState.Open, null, session.Now));
        session.Writes.WakesUp |= WakeUp.Jobs;
    }

    private void Close(Effect.JobClosed closed)
    {
        if (inlineJobs.Contains(closed.JobKey)) return;
        // An error that the process catches ends the element and with it the job: for the job that is not a cancellation.
        var isAnswered = closed.JobKey == turn.Job?.Key;
        var threw = isAnswered && turn.Request.ErrorCode is not null;
        var state = threw ? JobState.ErrorThrown : closed.Canceled ? JobState.Canceled : JobState.Completed;
        session.Writes.EndedJobs.Add(new JobEnd(
            closed.JobKey, state, session.Now, isAnswered ? turn.Request.Failure : null, threw ? turn.Request.ErrorCode : null));
    }

    private async Task<ProcessEvent?> RunAsync(InlineStep step, Effect.JobOpened opened, CancellationToken cancellationToken)
    {
        // A later effect of the same Advance may have ended the element.
        if (turn.State.JobElement(opened.JobKey) is null) return null;
        var input = new StepInput(
            turn.InstanceKey, turn.ProcessId, turn.Release.Key, opened.JobKey, opened.ElementInstanceKey, opened.ElementId, opened.Type,
            opened.Headers, opened.Variables, new LinkTokens(RandomNumberGenerator.GetBytes(SecretBytes)),
            await session.TakeKeysAsync(StepInput.KeysReserved, cancellationToken));
        var place = new StepPlace(turn.InstanceKey, opened.ElementId, opened.ElementInstanceKey);
        var outcome = await RunStepAsync(step, input, cancellationToken);
        KillPoint.Hit("turn-step-read");
        switch (outcome)
        {
            case StepOutcome.Completed completed:
                await StepEffectRows.AddAsync(completed.Effects, place, turn, session, cancellationToken);
                return new ProcessEvent.JobCompleted(opened.JobKey, completed.Result);
            case StepOutcome.ErrorThrown thrown:
                await StepEffectRows.AddAsync(thrown.Effects, place, turn, session, cancellationToken);
                return new ProcessEvent.JobErrorThrown(opened.JobKey, thrown.Code, thrown.Message, thrown.Variables);
            case StepOutcome.Failed failed:
                // Now it needs a row: an operator looks for it, and the job loop runs it again once the incident is resolved.
                if (inlineJobs.Remove(opened.JobKey))
                    session.Writes.NewJobs.Add(EffectRows.Job(opened, turn.Instance, JobState.Failed, failed.Message, session.Now));
                return new ProcessEvent.JobFailed(opened.JobKey, 0, failed.Message, FeelContext.Empty);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<StepOutcome> RunStepAsync(InlineStep step, StepInput input, CancellationToken cancellationToken)
    {
        try
        {
            return await step.RunAsync(session.Reader(), input, session.Now, cancellationToken);
        }
        catch (Exception exception) when (
            !turn.Request.StepsMayThrow && exception is not OperationCanceledException && !Conflicts.IsConflict(exception))
        {
            // The person whose click led here must not be stuck with a broken step behind it: the turn runs again without the step.
            throw new StepThrewException(input.ElementId, exception);
        }
    }
}

/// <summary>An inline step threw; the turn is run again with that step left to the job loop.</summary>
internal sealed class StepThrewException(string elementId, Exception inner) : Exception("An inline step threw.", inner)
{
    public string ElementId { get; } = elementId;
}
