using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>What operators and the API do with instances and incidents.</summary>
public sealed class Instances
{
    // A failed turn is not in the instance's state: its source is simply let go on.
    private const string ReleaseSource =
        """
        with released as (
            update customerflow.incident set resolved_at = $2, resolved_by = $3
            where key = $1 and resolved_at is null and source_key is not null returning source_key, instance_key),
        timers as (
            update customerflow.timer t set held = false, attempts = 0, retry_at = null from released r
            where t.key = r.source_key and t.instance_key = r.instance_key),
        events as (
            update customerflow.instance_event e set due_at = now(), attempts = 0 from released r
            where e.id = r.source_key and e.instance_key = r.instance_key)
        update customerflow.instance i set open_incidents = open_incidents - 1 from released r where i.key = r.instance_key
        """;

    private readonly ProcessTurns turns;
    private readonly TurnTools tools;

    internal Instances(ProcessTurns turns, TurnTools tools)
    {
        this.turns = turns;
        this.tools = tools;
    }

    /// <summary>Ends an instance and everything that it called.</summary>
    public Task<InstanceOperation> CancelAsync(long instanceKey, TurnActor by, CancellationToken cancellationToken) =>
        SendAsync(instanceKey, by, "cancel", _ => new ProcessEvent.CancelRequested(by.Username), cancellationToken);

    /// <summary>Sets variables in the scope of an element instance or of the instance itself.</summary>
    /// <param name="instanceKey">The instance.</param>
    /// <param name="scopeKey">A live element instance, or the instance's own key.</param>
    /// <param name="variables">New values.</param>
    /// <param name="local">Only in that scope, else where the name is found on the way up.</param>
    /// <param name="by">Who sets them.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public Task<InstanceOperation> SetVariablesAsync(
        long instanceKey, long scopeKey, FeelContext variables, bool local, TurnActor by, CancellationToken cancellationToken)
    {
        if (VariableRules.Problem(variables, tools.Options.Limits) is { } problem)
            return Task.FromResult<InstanceOperation>(new InstanceOperation.Refused(problem));
        return SendAsync(
            instanceKey, by, "set-variables",
            turn => turn.State.LocalVariables(scopeKey) is null ? null : new ProcessEvent.VariablesSet(scopeKey, variables, local),
            cancellationToken);
    }

    /// <summary>Resolves an incident: the step, or the turn, that stopped is tried again.</summary>
    public async Task<InstanceOperation> ResolveIncidentAsync(long incidentKey, TurnActor by, CancellationToken cancellationToken)
    {
        var request = new TurnRequest(by, Guid.CreateVersion7());
        var isOfTurn = false;
        var outcome = await turns.RunAsync<InstanceOperation>(TurnTarget.Incident(incidentKey), request, turn =>
        {
            if (!turn.Exists) return Task.FromResult<InstanceOperation>(new InstanceOperation.NotFound());
            isOfTurn = !turn.State.IncidentKeys.Contains(incidentKey);
            if (!isOfTurn)
            {
                turn.Send(new ProcessEvent.IncidentResolved(incidentKey));
                turn.Audit("resolve", "incident", incidentKey);
            }

            return Task.FromResult<InstanceOperation>(new InstanceOperation.Done());
        }, cancellationToken);
        return isOfTurn ? await ReleaseSourceAsync(incidentKey, by, cancellationToken) : outcome;
    }

    private async Task<InstanceOperation> ReleaseSourceAsync(long incidentKey, TurnActor by, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(ReleaseSource);
        command.Parameters.AddWithValue(incidentKey);
        command.Parameters.AddWithValue(tools.Clock.Now);
        command.Parameters.Add(new() { Value = (object?)by.Username ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0) return new InstanceOperation.AlreadyEnded();
        tools.Wake.Set(WakeUp.Timers | WakeUp.Events);
        return new InstanceOperation.Done();
    }

    private Task<InstanceOperation> SendAsync(
        long instanceKey, TurnActor by, string action, Func<InstanceTurn, ProcessEvent?> decide, CancellationToken cancellationToken) =>
        turns.RunAsync<InstanceOperation>(instanceKey, by, turn =>
        {
            if (!turn.Exists) return Task.FromResult<InstanceOperation>(new InstanceOperation.NotFound());
            if (turn.State.IsEnded) return Task.FromResult<InstanceOperation>(new InstanceOperation.AlreadyEnded());
            if (decide(turn) is not { } processEvent) return Task.FromResult<InstanceOperation>(new InstanceOperation.NotFound());
            turn.Send(processEvent);
            turn.Audit(action, "instance", instanceKey);
            return Task.FromResult<InstanceOperation>(new InstanceOperation.Done());
        }, cancellationToken);
}

/// <summary>What came of an operation on an instance: a closed family.</summary>
public abstract record InstanceOperation
{
    private InstanceOperation()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Done : InstanceOperation;

    /// <summary>There is no such instance, scope or incident.</summary>
    public sealed record NotFound : InstanceOperation;

    /// <summary>It has ended, or was resolved before.</summary>
    public sealed record AlreadyEnded : InstanceOperation;

    /// <summary>Not like that; nothing is written.</summary>
    public sealed record Refused(string Reason) : InstanceOperation;
}
