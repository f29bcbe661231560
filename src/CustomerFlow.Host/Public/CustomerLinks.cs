using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>What a customer's link leads to: a closed family.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome()
    {
    }

    /// <summary>It is good; the case is the one that it names.</summary>
    public sealed record Found(PublicLink Link, CaseRow Case) : LinkOutcome;

    /// <summary>It was good once.</summary>
    public sealed record Expired : LinkOutcome;

    /// <summary>Nothing has ever been made under it, or it is for something else.</summary>
    public sealed record Unknown : LinkOutcome;
}

/// <summary>Looks up the secret of a link. Only its hash is stored, so a wrong one costs one index look-up and tells nothing.</summary>
internal sealed class CustomerLinks(DbPool pool, BusinessClock clock)
{
    private const int TokenCharactersMax = 64;

    private static readonly AccessScope Scope = AccessScope.System("public-link");

    public async Task<LinkOutcome> FindAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= TokenCharactersMax }) return new LinkOutcome.Unknown();
        var hash = LinkToken.HashOf(token);
        await using var db = pool.Open(Scope);
        var link = await db.PublicLinks.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.Purpose == purpose, cancellationToken);
        if (link is null) return new LinkOutcome.Unknown();
        if (link.ExpiresAt <= clock.Now) return new LinkOutcome.Expired();
        var row = await db.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.InstanceKey == link.CaseKey, cancellationToken);
        return row is null ? new LinkOutcome.Unknown() : new LinkOutcome.Found(link, row);
    }
}
