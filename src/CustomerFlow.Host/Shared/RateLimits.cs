using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Shared;

/// <summary>
/// How often one address may call what needs no sign-in. Pages ask for it with <c>[EnableRateLimiting(RateLimits.Public)]</c>.
/// </summary>
internal static class RateLimits
{
    public const string Public = "public";
    public const string PublicForm = "public-form";
    public const string SignIn = "sign-in";

    private const int SegmentsPerMinute = 6;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Public, context => PerAddress(context, Public, app => app.PublicPerMinuteMax));
        // Looking at a form is cheap, and a company behind one address may look often; sending it makes rows.
        options.AddPolicy(PublicForm, context => HttpMethods.IsPost(context.Request.Method)
            ? PerAddress(context, PublicForm, app => app.PublicFormsPerMinuteMax)
            : PerAddress(context, Public, app => app.PublicPerMinuteMax));
        // Opening the page guesses nothing; a whole office behind one address opens it in the morning.
        options.AddPolicy(SignIn, context => HttpMethods.IsGet(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter("reading")
            : PerAddress(context, SignIn, app => app.SignInsPerMinuteMax));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, string purpose, Func<AppOptions, int> perMinuteMax) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            $"{purpose} {context.Connection.RemoteIpAddress?.ToString() ?? "unknown"}",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinuteMax(context.RequestServices.GetRequiredService<IOptions<AppOptions>>().Value),
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = SegmentsPerMinute,
            });
}
