using System.Text.Encodings.Web;
using System.Text.Unicode;
using CustomerFlow.Data.Time;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace CustomerFlow.Host.Shared;

/// <summary>What every page stands on: languages, security headers, problems, limits, the menu.</summary>
internal static class ShellFeature
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        // Also outside Development, so that "dotnet CustomerFlow.Host.dll" from the build folder finds its files; no-op when published.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.RequestBytesMax;
        });
        var services = builder.Services;
        services.AddOptions<AppOptions>().BindConfiguration(AppOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRazorPages(pages => pages.RootDirectory = "/").AddMvcOptions(InputMessages.Configure);
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = RequestLimits.FormFieldsMax;
            form.ValueLengthLimit = RequestLimits.FormFieldBytesMax;
        });
        services.Configure<MvcViewOptions>(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        // Chinese stays readable in the page source instead of becoming numeric entities.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "customerflow.form";
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            // The header is written by SecurityHeaders, stricter than SAMEORIGIN.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRateLimiter(RateLimits.Configure);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Customize);
        services.AddSingleton<PublicAddress>();
        services.AddScoped<Menu>();
        services.AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<BusinessClock>();
            return new Display(provider.GetRequiredService<IOptions<AppOptions>>().Value.Zone, () => clock.Now);
        });
    }

    /// <summary>Everything before routing decides; the order matters and is the order of the calls.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
    }
}
