using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CustomerFlow.Host.Access;

/// <summary>Who is it, and what may they do: cookies for people, Basic and personal tokens for programs.</summary>
internal static class AccessFeature
{
    public const int PasswordCharactersMin = 10;
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    private const string Selector = "customerflow";
    private const int FailedAttemptsMax = 8;
    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(12);

    /// <summary>How long a person whose access ended may go on with an open page.</summary>
    private static readonly TimeSpan StampCheckInterval = TimeSpan.FromMinutes(1);

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<IdentityUser<long>>(ConfigureIdentity)
            .AddRoles<IdentityRole<long>>()
            .AddUserStore<PersonStore>()
            .AddRoleStore<RoleStore>()
            .AddSignInManager<PersonSignIn>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddTokenProvider<OnceOnlyAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IdentityDb>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
        // Whoever asks for the database gets it with the sight of the person who is signed in.
        services.AddScoped(provider => provider.GetRequiredService<CurrentPerson>().Scope);
        services.AddScoped<IUserConfirmation<IdentityUser<long>>, AccountConfirmation>();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = StampCheckInterval);
        var authentication = services.AddAuthentication(scheme =>
        {
            scheme.DefaultScheme = Selector;
            scheme.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
        });
        authentication.AddPolicyScheme(Selector, null, policy => policy.ForwardDefaultSelector = SchemeFor);
        authentication.AddScheme<AuthenticationSchemeOptions, ProgramAccess>(ProgramAccess.Scheme, null);
        authentication.AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(ConfigureCookie);
            cookies.TwoFactorUserIdCookie!.Configure(cookie => cookie.Cookie.Name = "customerflow.second-step");
        });
        services.AddAuthorization(Policies.Configure);
        services.AddSingleton<VerifiedCredentials>();
        services.AddScoped<PersonalTokens>();
        services.AddScoped<SignInLinks>();
    }

    public static void MapAccess(this WebApplication app) => app.MapGroup("/api/me").MapWhoAmI();

    private static void ConfigureIdentity(IdentityOptions identity)
    {
        identity.Password.RequiredLength = PasswordCharactersMin;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = FailedAttemptsMax;
        identity.Lockout.DefaultLockoutTimeSpan = LockoutTime;
        identity.SignIn.RequireConfirmedAccount = true;
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    }

    private static void ConfigureCookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "customerflow.session";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = SessionTime;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        var redirect = cookie.Events.OnRedirectToLogin;
        cookie.Events.OnRedirectToLogin = context =>
        {
            // A redirect would lose the form; the page for 401 keeps it.
            if (!context.Request.HasFormContentType) return redirect(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>A cookie never opens the API, so that no foreign page can post to it in a person's name.</summary>
    private static string SchemeFor(HttpContext context) =>
        ProgramAccess.IsProgramPath(context.Request.Path) ? ProgramAccess.Scheme : IdentityConstants.ApplicationScheme;
}
