using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>The one entrance to running instances: one turn, one transaction, one commit.</summary>
/// <remarks>
/// BEGIN, lock and all loads in one round trip → the body changes business rows → the engine advances and inline steps run until
/// nothing moves → all rows and COMMIT in one round trip. The whole unit runs again when it loses a conflict.
/// </remarks>
public sealed class ProcessTurns
{
    private readonly TurnTools tools;

    internal ProcessTurns(TurnTools tools) => this.tools = tools;

    /// <summary>One turn of an instance.</summary>
    /// <typeparam name="T">What the body answers: usually the case of an outcome family.</typeparam>
    /// <param name="instanceKey">The instance; <see cref="InstanceTurn.Exists"/> says whether it is there.</param>
    /// <param name="actor">Who causes it.</param>
    /// <param name="body">Changes business rows and sends events. Runs again from the start on a conflict.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public Task<T> RunAsync<T>(
        long instanceKey, TurnActor actor, Func<InstanceTurn, Task<T>> body, CancellationToken cancellationToken) =>
        RunAsync(TurnTarget.Instance(instanceKey), new TurnRequest(actor, Guid.CreateVersion7()), body, cancellationToken);

    /// <summary>Starts the newest version of a process; business rows of the body and the first steps commit together.</summary>
    /// <param name="start">What to start, with which variables.</param>
    /// <param name="actor">Who starts it.</param>
    /// <param name="body">Changes business rows before the process moves; null for none.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<StartOutcome> StartAsync(
        StartRequest start, TurnActor actor, Func<InstanceTurn, Task>? body, CancellationToken cancellationToken)
    {
        var definition = await tools.Releases.FindProcessAsync(start, cancellationToken);
        if (definition is null) return new StartOutcome.NoSuchProcess();
        if (VariableRules.Problem(start.Variables, tools.Options.Limits) is { } problem) return new StartOutcome.Refused(problem);
        var release = await tools.Releases.GetAsync(definition.ReleaseKey, cancellationToken);
        var request = new TurnRequest(actor, Guid.CreateVersion7()) { IsNew = true };
        return await AgainOnConflictAsync<StartOutcome>(request, async session =>
        {
            var key = await session.TakeKeysAsync(1, cancellationToken);
            await using (var begin = session.Begin()) await begin.ExecuteNonQueryAsync(cancellationToken);
            var instance = new LockedInstance(
                key, definition.ReleaseKey, definition.Key, definition.ProcessId, null, key, null, 0, InstanceStatus.New, 0, []);
            var turn = new InstanceTurn(session, instance, release, InstanceState.New(key, definition.ProcessId), request);
            if (body is not null) await body(turn);
            if (turn.RefusedReason is { } refused) return new StartOutcome.Refused(refused);
            if (VariableRules.Problem(turn.StartVariables ?? FeelContext.Empty, tools.Options.Limits) is { } refusal)
                return new StartOutcome.Refused(refusal);
            turn.Send(new ProcessEvent.Started(start.StartElementId, turn.StartVariables ?? start.Variables, null));
            turn.Audit("start", "instance", key);
            await turn.FinishAsync(cancellationToken);
            if (turn.IgnoredReason is { } reason) return new StartOutcome.Refused(reason);
            await session.CommitAsync(cancellationToken);
            return new StartOutcome.Started(key, definition.Key, definition.Version, turn.State.RootVariables, turn.State.Status);
        }, cancellationToken);
    }

    internal Task<T> RunAsync<T>(
        TurnTarget target, TurnRequest request, Func<InstanceTurn, Task<T>> body, CancellationToken cancellationToken) =>
        AgainOnConflictAsync(request, async session =>
        {
            var turn = await LoadAsync(session, target, request, cancellationToken);
            KillPoint.Hit("turn-loaded");
            var result = await body(turn);
            KillPoint.Hit("turn-body-done");
            if (turn.Exists) await turn.FinishAsync(cancellationToken);
            await session.CommitAsync(cancellationToken);
            return result;
        }, cancellationToken);

    private async Task<InstanceTurn> LoadAsync(
        TurnSession session, TurnTarget target, TurnRequest request, CancellationToken cancellationToken)
    {
        LockedInstance? instance = null;
        UserTaskRow? task = null;
        JobRow? job = null;
        var isHidden = false;
        await using (var batch = session.Begin())
        {
            target.AddTo(batch);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            // The first result is the row of set_config.
            await reader.NextResultAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken)) instance = InstanceSql.Read(reader);
            if (target.LoadsMore)
            {
                await reader.NextResultAsync(cancellationToken);
                if (await reader.ReadAsync(cancellationToken))
                {
                    if (target.IsTask) (task, isHidden) = (TaskSql.Read(reader), reader.GetBoolean(TaskSql.ColumnCount));
                    else job = JobSql.Read(reader);
                }
            }
        }

        if (instance is null) return new InstanceTurn(session, null, null, null, request);
        var release = await tools.Releases.GetAsync(instance.ReleaseKey, cancellationToken);
        return new InstanceTurn(session, instance, release, StateOf(instance), request) { Task = task, Job = job, IsTaskHidden = isHidden };
    }

    internal static InstanceState StateOf(LockedInstance instance) => instance.Revision == 0
        ? InstanceState.New(instance.Key, instance.ProcessId)
        : StateBytes.Read(instance.State);

    private async Task<T> AgainOnConflictAsync<T>(
        TurnRequest request, Func<TurnSession, Task<T>> unit, CancellationToken cancellationToken)
    {
        for (var run = 1; ; run++)
        {
            await using var session = await TurnSession.OpenAsync(tools, request.Actor, cancellationToken);
            try
            {
                var result = await unit(session);
                await session.RollbackAsync();
                return result;
            }
            catch (StepThrewException exception) when (request.PutOff.Add(exception.ElementId))
            {
                await session.RollbackAsync();
            }
            catch (Exception exception) when (Conflicts.IsConflict(exception) && run < tools.Options.ConflictRunsMax)
            {
                await session.RollbackAsync();
            }
            catch
            {
                await session.RollbackAsync();
                throw;
            }
        }
    }
}

/// <summary>What to start.</summary>
/// <param name="ProcessId">BPMN process id, when no definition key is given.</param>
/// <param name="Variables">First variables.</param>
public sealed record StartRequest(string? ProcessId, FeelContext Variables)
{
    /// <summary>Exactly this version.</summary>
    public long? ProcessDefinitionKey { get; init; }

    /// <summary>Exactly this version number of the process id; null for the newest.</summary>
    public int? Version { get; init; }

    /// <summary>The start event; null for the none start event.</summary>
    public string? StartElementId { get; init; }
}

/// <summary>What came of a start: a closed family.</summary>
public abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Started(
        long InstanceKey, long ProcessDefinitionKey, int Version, FeelContext Variables, InstanceStatus Status) : StartOutcome;

    /// <summary>No such version is published.</summary>
    public sealed record NoSuchProcess : StartOutcome;

    /// <summary>It cannot be started that way; nothing is written.</summary>
    public sealed record Refused(string Reason) : StartOutcome;
}
