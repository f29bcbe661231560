using System.Globalization;
using System.Security.Cryptography;
using CustomerFlow.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Links with which a person chooses a password: for the first sign-in and when it was forgotten. Nobody else ever knows the
/// password. A link works once, because choosing a password changes the stamp that it carries; a newer link replaces an older one.
/// </summary>
internal sealed class SignInLinks(
    IDataProtectionProvider protection, CustomerFlowDb db, UserManager<IdentityUser<long>> users, SignInManager<IdentityUser<long>> signIn)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    public const int TokenCharactersMax = 1000;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("sign-in-link").ToTimeLimitedDataProtector();

    /// <summary>Makes the path of a new link and ends all sessions of the person; null when there is nobody of that key.</summary>
    public async Task<string?> CreateAsync(long personKey, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == personKey, cancellationToken);
        if (user is null) return null;
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        await db.SaveChangesAsync(cancellationToken);
        return "/welcome/" + _protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{personKey}:{user.SecurityStamp}"), Lifetime);
    }

    /// <summary>Whose link it is, while it may still be used.</summary>
    public async Task<IdentityUser<long>?> OwnerOfAsync(string? token)
    {
        if (token is null or { Length: > TokenCharactersMax }) return null;
        string[] parts;
        try
        {
            parts = _protector.Unprotect(token).Split(':');
        }
        catch (CryptographicException)
        {
            // Expired, cut off by a mail program, or made up: the same to us.
            return null;
        }

        var user = await users.FindByIdAsync(parts[0]);
        return user is not null && user.SecurityStamp == parts[1] && await signIn.CanSignInAsync(user) ? user : null;
    }
}
