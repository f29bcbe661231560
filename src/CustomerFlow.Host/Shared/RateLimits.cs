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
    public const string SignIn = "sign-in";

    private const int SegmentsPerMinute = 6;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Public, context => PerAddress(context, app => app.PublicPerMinuteMax));
        // Opening the page guesses nothing; a whole office behind one address opens it in the morning.
        options.AddPolicy(SignIn, context => HttpMethods.IsGet(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter("reading")
            : PerAddress(context, app => app.SignInsPerMinuteMax));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, Func<AppOptions, int> perMinuteMax) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinuteMax(context.RequestServices.GetRequiredService<IOptions<AppOptions>>().Value),
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = SegmentsPerMinute,
            });
}
