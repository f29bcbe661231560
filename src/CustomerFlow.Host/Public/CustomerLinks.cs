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

    /// <summary>It is good, and not about one case.</summary>
    public sealed record Good(PublicLink Link) : LinkOutcome;

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

    /// <summary>A link about a case.</summary>
    public async Task<LinkOutcome> FindAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        var outcome = await FindLinkAsync(token, purpose, cancellationToken);
        if (outcome is not LinkOutcome.Good { Link: var link }) return outcome;
        await using var db = pool.Open(Scope);
        var row = await db.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.InstanceKey == link.CaseKey, cancellationToken);
        return row is null ? new LinkOutcome.Unknown() : new LinkOutcome.Found(link, row);
    }

    /// <summary>Any link. Once its contact was erased there is nothing that it could show.</summary>
    public async Task<LinkOutcome> FindLinkAsync(string? token, string purpose, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= TokenCharactersMax }) return new LinkOutcome.Unknown();
        var hash = LinkToken.HashOf(token);
        await using var db = pool.Open(Scope);
        var link = await db.PublicLinks.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.Purpose == purpose, cancellationToken);
        if (link is null || await db.Contacts.AnyAsync(row => row.Key == link.ContactKey && row.ErasedAt != null, cancellationToken))
            return new LinkOutcome.Unknown();
        return link.ExpiresAt <= clock.Now ? new LinkOutcome.Expired() : new LinkOutcome.Good(link);
    }
}
