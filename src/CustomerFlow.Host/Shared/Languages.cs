using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Localization;

namespace CustomerFlow.Host.Shared;

/// <summary>Which language a request speaks: the visitor's choice, else the person's profile, else what the browser asks for.</summary>
internal static class Languages
{
    public const string ProfileClaim = "language";
    public const string CookieName = "customerflow.language";

    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(365);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static Language Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Language.Zh : Language.En;

    /// <summary>The value of the page's <c>lang</c> attribute; browsers choose Chinese glyphs and line breaks by it.</summary>
    public static string HtmlCode(Language language) => language == Language.Zh ? "zh-CN" : "en";

    public static string Code(Language language) => language == Language.Zh ? "zh" : "en";

    /// <summary>Reads a stored or posted code; anything else than Chinese is read in English.</summary>
    public static Language Parse(string? code) =>
        code is not null && code.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh : Language.En;

    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(English);
        options.SupportedCultures = [Chinese, English];
        options.SupportedUICultures = [Chinese, English];
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = CookieName },
            new CustomRequestCultureProvider(FromProfileAsync),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }

    /// <summary>Remembers the visitor's choice on this device.</summary>
    public static void Remember(HttpResponse response, Language language) =>
        response.Cookies.Append(
            CookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Code(language))),
            new CookieOptions { MaxAge = CookieLifetime, IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });

    private static Task<ProviderCultureResult?> FromProfileAsync(HttpContext context)
    {
        var code = context.User.FindFirstValue(ProfileClaim);
        return Task.FromResult(code is null ? null : new ProviderCultureResult(code));
    }
}
