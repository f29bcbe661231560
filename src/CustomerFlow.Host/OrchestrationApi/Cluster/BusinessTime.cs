using System.Text.Json.Serialization;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.OrchestrationApi.Cluster;

/// <summary>The business clock, for tests against the demo: held at a time, or let go again.</summary>
internal static class BusinessTime
{
    /// <summary>Years that calendars and dates can be counted in.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PinRequest(long? Timestamp);

    public static void MapBusinessTime(this RouteGroupBuilder group)
    {
        group.MapPut("/clock", PinAsync).RequireAuthorization(Policies.Operate).WithName("pinClock")
            .WithSummary("Holds business time at a moment, in milliseconds since 1970. Ahead, everything due on the way is done first.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapPost("/clock/reset", ResetAsync).RequireAuthorization(Policies.Operate).WithName("resetClock")
            .WithSummary("Lets business time follow the database again.").ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PinAsync(
        PinRequest request, BusinessClock clock, ClockWalk walk, IOptions<DemoOptions> demo, CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled) return TypedResults.Problem(Problems.NotAllowed.With(EngineTexts.ClockOnlyInDemo));
        var (first, last) = (Earliest.ToUnixTimeMilliseconds(), Latest.ToUnixTimeMilliseconds());
        if (request.Timestamp is not { } moment || moment < first || moment > last)
            return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("timestamp", first, last));
        var target = DateTimeOffset.FromUnixTimeMilliseconds(moment);
        if (target > clock.Now) await walk.WalkToAsync(target, null, cancellationToken);
        await clock.PinAsync(target, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        BusinessClock clock, IOptions<DemoOptions> demo, CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled) return TypedResults.Problem(Problems.NotAllowed.With(EngineTexts.ClockOnlyInDemo));
        await clock.ResetAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
