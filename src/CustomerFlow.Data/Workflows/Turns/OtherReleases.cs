using System.Globalization;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>What a turn needs from other releases: processes that it calls and decisions that its own release does not hold.</summary>
internal static class OtherReleases
{
    private const string FindProcess =
        """
        select key, release_key from customerflow.process_definition
        where process_id = $1 and case $2 when 'Deployment' then release_key = $3 when 'VersionTag' then version_tag = $4
            else release_key = $3 or is_latest end
        order by release_key = $3 and $2 = 'Latest' desc, version desc limit 1
        """;

    private const string FindDecision =
        """
        select key, release_key from customerflow.decision_definition
        where decision_id = $1 and case $2 when 'Deployment' then release_key = $3 when 'VersionTag' then version_tag = $4
            else release_key = $3 or is_latest end
        order by release_key = $3 and $2 = 'Latest' desc, version desc limit 1
        """;

    /// <summary>Makes the called instance in the caller's commit; its own first turn starts it.</summary>
    public static async Task<ProcessEvent?> CallAsync(
        Effect.InstanceCalled called, InstanceTurn turn, TurnSession session, CancellationToken cancellationToken)
    {
        if (called.Depth > session.Tools.Options.Limits.CallDepthMax)
        {
            return new ProcessEvent.CallRefused(called.CallKey, string.Create(
                CultureInfo.InvariantCulture, $"More than {session.Tools.Options.Limits.CallDepthMax} processes call each other."));
        }

        var found = await FindAsync(FindProcess, called.ProcessId, called.Binding, called.VersionTag, turn, session, cancellationToken);
        if (found is not { } definition)
            return new ProcessEvent.CallRefused(called.CallKey, $"No process with the id \"{called.ProcessId}\" is published.");
        session.Writes.NewInstances.Add(new InstanceRow
        {
            Key = called.ChildKey, ReleaseKey = definition.ReleaseKey, ProcessDefinitionKey = definition.Key, ProcessId = called.ProcessId,
            ParentKey = turn.InstanceKey, ParentElementInstanceKey = called.CallKey, RootKey = turn.Instance.RootKey,
            Status = InstanceStatus.Active, State = [], Variables = "{}", StartedAt = session.Now,
        });
        var caller = new Caller(turn.InstanceKey, called.CallKey, called.Depth);
        session.Writes.NewEvents.Add(EffectRows.Event(called.ChildKey, new ProcessEvent.Started(null, called.Variables, caller)));
        session.Writes.WakesUp |= WakeUp.Events;
        return null;
    }

    /// <summary>Evaluates a decision of another release.</summary>
    public static async Task<ProcessEvent> DecideAsync(
        Effect.DecisionRequested requested, InstanceTurn turn, TurnSession session, CancellationToken cancellationToken)
    {
        var found = await FindAsync(
            FindDecision, requested.DecisionId, requested.Binding, requested.VersionTag, turn, session, cancellationToken);
        if (found is not { } definition)
        {
            return new ProcessEvent.DecisionAnswered(
                requested.JobKey, FeelValue.Null, $"No decision with the id \"{requested.DecisionId}\" is published.");
        }

        var release = await session.Tools.Releases.GetAsync(definition.ReleaseKey, cancellationToken);
        var model = release.Decision(requested.DecisionId)
            ?? throw new InvalidOperationException("The release does not hold the decision that its row names.");
        var environment = new FeelEnvironment(
            session.Now, session.Tools.Options.TimeZoneId, FeelLimits.Default, session.Tools.Options.Functions);
        var outcome = model.Evaluate(requested.DecisionId, requested.Variables, environment);
        var elementInstanceKey = turn.State.JobElement(requested.JobKey) ?? turn.InstanceKey;
        EffectRows.TryAdd(
            new Effect.DecisionEvaluated(elementInstanceKey, requested.ElementId, requested.DecisionId, outcome),
            turn.Instance, turn.Process, session.Writes, session.Now);
        return new ProcessEvent.DecisionAnswered(requested.JobKey, outcome.Value, outcome.Failure);
    }

    private static async Task<(long Key, long ReleaseKey)?> FindAsync(
        string sql, string id, ResourceBinding binding, string? versionTag, InstanceTurn turn, TurnSession session,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = binding.ToString() }, new() { Value = turn.Instance.ReleaseKey },
                new() { Value = (object?)versionTag ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }
}
