using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>Asks the owner's tables about records: which fields a second person checks, and how old a record may become.</summary>
internal sealed class RecordRules(DbPool pool, ReleaseCache releases, BusinessClock clock, WorkflowOptions options)
{
    public const string MarkedFields = "marked-fields";
    public const string RecordAge = "record-age";

    private static readonly AccessScope Scope = AccessScope.System("record-rules");

    /// <summary>The fields of a record that a second person checks; none where the table is not published.</summary>
    public async Task<IReadOnlySet<string>> MarkedAsync(string record, string tier, CancellationToken cancellationToken)
    {
        var asked = FeelContext.Empty.With("record", FeelValue.Of(record)).With("tier", FeelValue.Of(tier));
        var answer = await AskAsync(MarkedFields, asked, cancellationToken);
        return answer is FeelList fields
            ? fields.Items.OfType<FeelText>().Select(field => field.Value).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>After how many days a record of a tier is to be looked at again; null for never.</summary>
    public async Task<int?> AgeMaxDaysAsync(string tier, CancellationToken cancellationToken) =>
        await AskAsync(RecordAge, FeelContext.Empty.With("tier", FeelValue.Of(tier)), cancellationToken) is FeelNumberValue days
        && int.TryParse(days.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : null;

    private async Task<FeelValue> AskAsync(string decision, FeelContext asked, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var releaseKey = await db.Set<DecisionDefinitionRow>().Where(row => row.DecisionId == decision && row.IsLatest)
            .Select(row => (long?)row.ReleaseKey).SingleOrDefaultAsync(cancellationToken);
        if (releaseKey is not { } key) return FeelValue.Null;
        var model = (await releases.GetAsync(key, cancellationToken)).Decision(decision)!;
        var environment = new FeelEnvironment(clock.Now, options.TimeZoneId, FeelLimits.Default, options.Functions);
        return model.Evaluate(decision, asked, environment).Value;
    }
}
