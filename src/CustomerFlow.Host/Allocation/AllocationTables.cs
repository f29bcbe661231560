using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>
/// Asks the decision tables by which customers are allocated, each in its newest published version. A table that is missing or answers
/// nothing usable is null: whoever asked then does nothing rather than invent a rule.
/// </summary>
internal sealed class AllocationTables(DbPool pool, ReleaseCache releases, BusinessClock clock, WorkflowOptions options)
{
    public const string PoolLimits = "pool-limits";
    public const string Recall = "recall";
    public const string AssignOwner = "assign-owner";

    private static readonly AccessScope Scope = AccessScope.System("allocation");

    /// <summary>A table ready to be asked many times; null when none of that name is published.</summary>
    public async Task<AllocationTable?> OpenAsync(string decisionId, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var row = await db.Set<DecisionDefinitionRow>().AsNoTracking()
            .Where(decision => decision.DecisionId == decisionId && decision.IsLatest)
            .Select(decision => new { decision.ReleaseKey }).SingleOrDefaultAsync(cancellationToken);
        if (row is null || (await releases.GetAsync(row.ReleaseKey, cancellationToken)).Decision(decisionId) is not { } model) return null;
        return new AllocationTable(
            model, decisionId, row.ReleaseKey, new FeelEnvironment(clock.Now, options.TimeZoneId, FeelLimits.Default, options.Functions));
    }
}

/// <summary>One version of a decision table.</summary>
internal sealed class AllocationTable(DecisionModel model, string id, long releaseKey, FeelEnvironment environment)
{
    /// <summary>Holds the texts of its rules.</summary>
    public long ReleaseKey => releaseKey;

    /// <summary>What the table says; null when no rule fits.</summary>
    public TableAnswer? Ask(FeelContext inputs)
    {
        var outcome = model.Evaluate(id, inputs, environment);
        // A table with one output column answers the value itself.
        var value = outcome.Value switch
        {
            FeelContext context => context,
            FeelNull => null,
            var single => FeelContext.Empty.With("value", single),
        };
        if (value is null) return null;
        return new TableAnswer(value, outcome.Decisions.SelectMany(decision => decision.Rules).Select(rule => rule.Id).FirstOrDefault());
    }
}

/// <summary>An answer and the rule that gave it.</summary>
internal sealed record TableAnswer(FeelContext Values, string? RuleId);
