using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Shared;

/// <summary>How often one address may call what needs no sign-in. Pages ask for it with <c>[EnableRateLimiting(RateLimits.Public)]</c>.</summary>
internal static class RateLimits
{
    public const string Public = "public";
    public const string PublicForm = "public-form";
    public const string SignIn = "sign-in";

    private const int PublicPerMinuteMax = 120;
    private const int PublicFormPerMinuteMax = 20;
    private const int SignInPerMinuteMax = 30;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Public, context => PerAddress(context, PublicPerMinuteMax));
        // Looking at a form is cheap, and a company behind one address may look often; sending it makes rows.
        options.AddPolicy(PublicForm, context => PerAddress(context, HttpMethods.IsPost(context.Request.Method) ? PublicFormPerMinuteMax : PublicPerMinuteMax));
        options.AddPolicy(SignIn, context => PerAddress(context, SignInPerMinuteMax));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinuteMax) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            $"{perMinuteMax} {context.Connection.RemoteIpAddress?.ToString() ?? "unknown"}",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinuteMax,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            });
}
