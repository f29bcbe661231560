using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Links of a case that customers hold.</summary>
internal static class CaseLinks
{
    public const string Status = "status";
    public const string Decision = "decision";

    public static async Task<ImmutableArray<long>> OpenAsync(
        CustomerFlowDb db, long caseKey, string purpose, CancellationToken cancellationToken) =>
        [.. await db.PublicLinks.Where(row => row.CaseKey == caseKey && row.Purpose == purpose && row.RevokedAt == null)
            .OrderBy(row => row.Key).Select(row => row.Key).ToListAsync(cancellationToken)];

    public static IEnumerable<StepEffect> Revoke(ImmutableArray<long> keys, DateTimeOffset now) => keys.Select(key =>
        new StepEffect.ChangeRow(
            typeof(PublicLink), key, ImmutableDictionary<string, object?>.Empty.Add(nameof(PublicLink.RevokedAt), now)));
}
