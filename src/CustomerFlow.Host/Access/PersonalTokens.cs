using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CustomerFlow.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Personal tokens, <c>cf_OWNER_SECRET</c>: the owner's key finds the few rows to compare with, the secret is stored as a hash.
/// </summary>
internal sealed class PersonalTokens(CustomerFlowDb db, VerifiedCredentials verified)
{
    public const int PerPersonMax = 10;
    public const int NameCharactersMax = 60;

    private const string Provider = "personal-token";
    private const string Prefix = "cf";
    private const int SecretBytes = 32;

    /// <summary>The owner that a token names, or null when it is not one of ours.</summary>
    public static long? OwnerOf(string token) =>
        token.Split('_') is [Prefix, var owner, { Length: > 0 }]
        && long.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    public Task<List<string>> NamesAsync(long ownerKey, CancellationToken cancellationToken) =>
        Of(ownerKey).OrderBy(token => token.Name).Select(token => token.Name).ToListAsync(cancellationToken);

    /// <summary>Makes a token and returns it; it cannot be read again. A name that exists gets the new secret.</summary>
    public async Task<string> CreateAsync(long ownerKey, string name, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = string.Create(CultureInfo.InvariantCulture, $"{Prefix}_{ownerKey}_{secret}");
        await RevokeAsync(ownerKey, name, cancellationToken);
        db.UserTokens.Add(new IdentityUserToken<long> { UserId = ownerKey, LoginProvider = Provider, Name = name, Value = Hash(token) });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    public async Task RevokeAsync(long ownerKey, string name, CancellationToken cancellationToken)
    {
        await Of(ownerKey).Where(token => token.Name == name).ExecuteDeleteAsync(cancellationToken);
        verified.Forget(ownerKey);
    }

    public async Task<bool> IsValidAsync(long ownerKey, string token, CancellationToken cancellationToken)
    {
        var hash = Encoding.ASCII.GetBytes(Hash(token));
        var stored = await Of(ownerKey).Select(row => row.Value!).ToListAsync(cancellationToken);
        return stored.Exists(value => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(value), hash));
    }

    private IQueryable<IdentityUserToken<long>> Of(long ownerKey) =>
        db.UserTokens.AsNoTracking().Where(token => token.UserId == ownerKey && token.LoginProvider == Provider);

    // The secret has 256 random bits, so a plain hash is enough: there is nothing to guess.
    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
