using System.Globalization;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Workflows.Tests.Execution;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;

    [Theory]
    [InlineData("0 0 9 * * 1", "2026-01-05T09:00:00")]
    [InlineData("0 0 9 * * 7", "2026-01-11T09:00:00")]
    [InlineData("0 0 9 * * SUN", "2026-01-11T09:00:00")]
    [InlineData("0 */20 * * * *", "2026-01-05T08:20:00")]
    [InlineData("30 0 8 * * MON-FRI", "2026-01-05T08:00:30")]
    [InlineData("0 0 0 L * *", "2026-01-31T00:00:00")]
    [InlineData("0 0 0 LW * *", "2026-01-30T00:00:00")]
    [InlineData("0 0 0 10W * *", "2026-01-09T00:00:00")]
    [InlineData("0 0 0 L-3 * *", "2026-01-28T00:00:00")]
    [InlineData("0 0 0 * * 5L", "2026-01-30T00:00:00")]
    [InlineData("0 0 0 ? * 2#3", "2026-01-20T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00")]
    [InlineData("0 15,45 8-10/2 * JAN,MAR *", "2026-01-05T08:15:00")]
    [InlineData("@daily", "2026-01-06T00:00:00")]
    [InlineData("@monthly", "2026-02-01T00:00:00")]
    public void Cron_finds_the_next_time(string cron, string expected)
    {
        Assert.True(CronSchedule.TryParse(cron, out var schedule));

        var next = schedule.After(Monday, Utc);

        Assert.Equal(DateTimeOffset.Parse(expected + "Z", CultureInfo.InvariantCulture), next);
    }

    [Theory]
    [InlineData("0 0 9 * *")]
    [InlineData("0 60 9 * * *")]
    [InlineData("0 0 9 * * 8")]
    [InlineData("0 0 9 0 * *")]
    [InlineData("0 0 9 * FOO *")]
    [InlineData("")]
    public void What_is_no_cron_expression_is_refused(string cron)
    {
        Assert.False(CronSchedule.TryParse(cron, out _));
    }

    [Fact]
    public void A_date_that_never_comes_has_no_next_time()
    {
        Assert.True(CronSchedule.TryParse("0 0 0 31 2 *", out var schedule));

        Assert.Null(schedule.After(Monday, Utc));
    }

    [Theory]
    [InlineData("R3/PT1H", "2026-01-05T09:00:00", 2)]
    [InlineData("R/PT1H", "2026-01-05T09:00:00", -1)]
    [InlineData("R2/2026-02-01T10:00:00Z/P1D", "2026-02-01T10:00:00", 1)]
    [InlineData("0 0 12 * * *", "2026-01-05T12:00:00", -1)]
    public void A_cycle_has_a_first_time_and_a_number_of_repetitions(string text, string first, int repetitions)
    {
        var isCycle = new TimerSchedule(Monday, "UTC").TryPlan(TimerKind.Cycle, FeelValue.Of(text), out var plan);

        Assert.True(isCycle);
        Assert.Equal((DateTimeOffset.Parse(first + "Z", CultureInfo.InvariantCulture), repetitions), (plan.DueAt, plan.Repetitions));
    }

    [Theory]
    [InlineData(TimerKind.Cycle, "R0/PT1H")]
    [InlineData(TimerKind.Cycle, "R3")]
    [InlineData(TimerKind.Cycle, "RX/PT1H")]
    [InlineData(TimerKind.Duration, "1 hour")]
    [InlineData(TimerKind.Duration, "P999999999Y")]
    [InlineData(TimerKind.Date, "tomorrow")]
    public void What_is_no_time_is_refused(TimerKind kind, string text)
    {
        Assert.False(new TimerSchedule(Monday, "UTC").TryPlan(kind, FeelValue.Of(text), out _));
    }
}
