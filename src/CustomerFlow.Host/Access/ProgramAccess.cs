using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>Signs programs in: HTTP Basic with a user name and password, or a personal token as Bearer.</summary>
internal sealed class ProgramAccess(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    VerifiedCredentials verified,
    PersonalTokens tokens,
    SignInManager<IdentityUser<long>> signIn)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "program";

    private const int CredentialCharactersMax = 2000;
    private static readonly string[] Paths = ["/api", "/v2"];

    public static bool IsProgramPath(PathString path) => Array.Exists(Paths, start => path.StartsWithSegments(start));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)) return AuthenticateResult.NoResult();
        if (header.Parameter is not { Length: > 0 and <= CredentialCharactersMax } credential) return AuthenticateResult.NoResult();
        if (verified.Find(credential) is { } known) return Accept(known);
        var user = header.Scheme.ToUpperInvariant() switch
        {
            "BASIC" => await CheckPasswordAsync(credential),
            "BEARER" => await CheckTokenAsync(credential),
            _ => null,
        };
        if (user is null) return AuthenticateResult.Fail("The credential was refused.");
        var principal = await signIn.CreateUserPrincipalAsync(user);
        verified.Remember(credential, user.Id, principal);
        return Accept(principal);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"CustomerFlow\", charset=\"UTF-8\"";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static AuthenticateResult Accept(ClaimsPrincipal principal) =>
        AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme));

    private async Task<IdentityUser<long>?> CheckPasswordAsync(string credential)
    {
        if (Decode(credential) is not { } pair) return null;
        var user = await signIn.UserManager.FindByNameAsync(pair.Name);
        // A second step cannot be asked of a program: such a person uses a token.
        if (user is null || user.TwoFactorEnabled || !await signIn.CanSignInAsync(user)) return null;
        var result = await signIn.CheckPasswordSignInAsync(user, pair.Password, lockoutOnFailure: true);
        return result.Succeeded ? user : null;
    }

    private async Task<IdentityUser<long>?> CheckTokenAsync(string token)
    {
        if (await tokens.OwnerOfAsync(token, Context.RequestAborted) is not { } ownerKey) return null;
        var user = await signIn.UserManager.FindByIdAsync(ownerKey.ToString(CultureInfo.InvariantCulture));
        return user is not null && await signIn.CanSignInAsync(user) && !await signIn.UserManager.IsLockedOutAsync(user) ? user : null;
    }

    private static (string Name, string Password)? Decode(string credential)
    {
        Span<byte> bytes = stackalloc byte[CredentialCharactersMax];
        if (!Convert.TryFromBase64String(credential, bytes, out var written)) return null;
        var text = Encoding.UTF8.GetString(bytes[..written]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : (text[..colon], text[(colon + 1)..]);
    }
}
