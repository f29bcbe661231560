using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Access;

internal sealed record TokenLine(long Key, string Name, DateTimeOffset ExpiresAt);

/// <summary>Personal tokens, with which a program acts as a person. Real time decides when one ends, not the demo's clock.</summary>
internal sealed class PersonalTokens(IdentityDb identity, KeyBlocks keys, VerifiedCredentials verified, TimeProvider time)
{
    public const int PerPersonMax = 10;
    public const int NameCharactersMax = 60;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public Task<List<TokenLine>> OfAsync(long ownerKey, CancellationToken cancellationToken) =>
        Valid().Where(token => token.PersonKey == ownerKey).OrderBy(token => token.Name)
            .Select(token => new TokenLine(token.Key, token.Name, token.ExpiresAt)).ToListAsync(cancellationToken);

    /// <summary>Makes a token and returns it; it cannot be read again.</summary>
    public async Task<string> CreateAsync(long ownerKey, string name, CancellationToken cancellationToken)
    {
        var token = LinkToken.Create();
        var now = time.GetUtcNow();
        identity.Db.PersonalTokens.Add(new PersonalToken
        {
            Key = await keys.NextAsync(cancellationToken),
            PersonKey = ownerKey,
            Name = name,
            TokenHash = token.Hash,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        await identity.Db.SaveChangesAsync(cancellationToken);
        return token.Text;
    }

    public async Task RevokeAsync(long ownerKey, long tokenKey, CancellationToken cancellationToken)
    {
        var token = await identity.Db.PersonalTokens
            .SingleOrDefaultAsync(row => row.Key == tokenKey && row.PersonKey == ownerKey && row.RevokedAt == null, cancellationToken);
        if (token is null) return;
        token.RevokedAt = time.GetUtcNow();
        await identity.Db.SaveChangesAsync(cancellationToken);
        verified.Forget(ownerKey);
    }

    /// <summary>Whose token it is, while it is valid.</summary>
    public Task<long?> OwnerOfAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkToken.HashOf(token);
        return Valid().Where(row => row.TokenHash == hash).Select(row => (long?)row.PersonKey).SingleOrDefaultAsync(cancellationToken);
    }

    private IQueryable<PersonalToken> Valid()
    {
        var now = time.GetUtcNow();
        return identity.Db.PersonalTokens.AsNoTracking().Where(token => token.RevokedAt == null && token.ExpiresAt > now);
    }
}
