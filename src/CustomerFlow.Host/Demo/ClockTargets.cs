using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Workflows.Calendars;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Demo;

/// <summary>A button of the clock bar.</summary>
internal enum ClockStep
{
    Hour,
    WorkingDay,
    ThreeDays,
    Week,
    NextDue,
}

/// <summary>Where a button or a typed time leads.</summary>
internal sealed class ClockTargets(
    BusinessClock clock, TimerLoop timers, JobsOnTheWay jobs, CalendarSet calendars, IOptions<AppOptions> options)
{
    /// <summary>A longer walk would take minutes and end in years without holidays.</summary>
    public const int DaysAheadMax = 400;
    private const int DaysLookedAtMax = 60;

    private DateTimeZone Zone => options.Value.Zone;

    /// <summary>Null when nothing is due any more.</summary>
    public async Task<DateTimeOffset?> OfAsync(ClockStep step, CancellationToken cancellationToken) => step switch
    {
        ClockStep.Hour => clock.Now.AddHours(1),
        ClockStep.WorkingDay => NextWorkingDay(),
        ClockStep.ThreeDays => SameTimeAfter(3),
        ClockStep.Week => SameTimeAfter(7),
        _ => await NextDueAsync(cancellationToken),
    };

    /// <summary>A wall-clock time of the company.</summary>
    public DateTimeOffset Of(DateTime typed) => LocalDateTime.FromDateTime(typed).InZoneLeniently(Zone).ToDateTimeOffset();

    /// <summary>The wall-clock time that it is now, to the minute.</summary>
    public LocalDateTime LocalNow => Instant.FromDateTimeOffset(clock.Now).InZone(Zone).LocalDateTime;

    /// <summary>A sentence about why a time cannot be walked to; null when it can.</summary>
    public string? Flaw(DateTimeOffset target)
    {
        if (target <= clock.Now) return ClockTexts.NotAhead;
        return target > clock.Now.AddDays(DaysAheadMax) ? ClockTexts.TooFar.With(DaysAheadMax) : null;
    }

    private async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var timer = await timers.NextDueAsync(cancellationToken);
        return timer > clock.Now ? timer : await jobs.NextAsync(clock.Now, null, cancellationToken);
    }

    private DateTimeOffset NextWorkingDay()
    {
        var now = LocalNow;
        var calendar = calendars.Company();
        var days = 1;
        while (days < DaysLookedAtMax && !calendar.PlanFor(now.Date.PlusDays(days)).IsWorked) days++;
        return SameTimeAfter(days);
    }

    private DateTimeOffset SameTimeAfter(int days) => LocalNow.PlusDays(days).InZoneLeniently(Zone).ToDateTimeOffset();
}
