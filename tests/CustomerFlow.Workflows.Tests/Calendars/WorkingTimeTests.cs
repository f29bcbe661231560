using System.Collections.Immutable;
using CustomerFlow.Workflows.Calendars;
using NodaTime;
using static CustomerFlow.Workflows.Tests.Calendars.ShippedCalendars;

namespace CustomerFlow.Workflows.Tests.Calendars;

public sealed class WorkingTimeTests
{
    [Theory]
    [InlineData("2026-11-24 10:30", 4, "2026-11-24 15:30")]
    [InlineData("2026-11-24 17:00", 2, "2026-11-25 10:00")]
    [InlineData("2026-11-27 16:00", 2, "2026-11-27 18:00")]
    [InlineData("2026-11-28 12:00", 1, "2026-11-30 10:00")]
    [InlineData("2026-11-24 12:30", 0, "2026-11-24 12:30")]
    public void Working_hours_skip_the_break_the_night_and_the_weekend(string start, int hours, string due)
    {
        var proof = WorkingTime.Add(Company, At(start), Duration.FromHours(hours));

        Assert.Equal(due, Local(proof!.End));
    }

    [Fact]
    public void The_week_before_national_day_is_explained_piece_by_piece()
    {
        var proof = WorkingTime.Add(Company, At("2026-09-30 17:00"), Duration.FromHours(9));

        Assert.Equal(
            "09-30 17:00 Working 1h; 09-30 18:00 OffHours 6h; 10-01 00:00 Holiday National Day 168h; 10-08 00:00 OffHours 9h; "
            + "10-08 09:00 Working 3h; 10-08 12:00 Break 1h; 10-08 13:00 Working 5h", Strip(proof!));
        Assert.Equal(Duration.FromHours(9), proof!.Counted);
    }

    [Fact]
    public void A_make_up_saturday_counts_and_says_so()
    {
        var proof = WorkingTime.Add(Company, At("2026-10-09 17:00"), Duration.FromHours(3));

        Assert.Equal("10-09 17:00 Working 1h; 10-09 18:00 OffHours 15h; 10-10 09:00 MakeUpWorkday make-up workday 2h", Strip(proof!));
    }

    [Fact]
    public void Each_piece_gives_its_reason_in_both_languages()
    {
        var proof = WorkingTime.Between(Company, At("2026-10-07 23:00"), At("2026-10-11 01:00"));

        var reasons = proof!.Spans.Select(span => span.Reason).Distinct().ToList();
        Assert.Equal(["法定节假日：国庆节", "下班时间", "计入工作时间", "工间休息", "调休工作日，计入工作时间", "周末休息"], reasons.Select(reason => reason.Zh));
        Assert.Equal(
            ["public holiday: National Day", "outside working hours", "working time", "break", "working time (make-up workday)", "weekend"],
            reasons.Select(reason => reason.En));
    }

    [Fact]
    public void Every_second_saturday_is_worked_by_the_service_team()
    {
        var worked = WorkingTime.IsWorking(Service, At("2026-11-28 10:00"));
        var free = WorkingTime.IsWorking(Service, At("2026-11-21 10:00"));
        var holiday = WorkingTime.IsWorking(Service, At("2026-02-21 10:00"));

        Assert.Equal((true, false, false), (worked, free, holiday));
    }

    [Fact]
    public void The_end_of_a_period_is_no_longer_working_time()
    {
        Assert.True(WorkingTime.IsWorking(Company, At("2026-11-24 11:59")));
        Assert.False(WorkingTime.IsWorking(Company, At("2026-11-24 12:00")));
        Assert.True(WorkingTime.IsWorking(Company, At("2026-11-24 13:00")));
    }

    [Theory]
    [InlineData("2026-11-24 10:30", "2026-11-24 10:30")]
    [InlineData("2026-11-24 12:00", "2026-11-24 13:00")]
    [InlineData("2026-09-30 20:00", "2026-10-08 09:00")]
    public void The_next_working_start_is_the_moment_itself_while_work_goes_on(string moment, string next)
    {
        Assert.Equal(next, Local(WorkingTime.NextWorkingStart(Company, At(moment))!.Value));
    }

    [Theory]
    [InlineData("2026-11-27 10:30", 1, "2026-11-30 10:30")]
    [InlineData("2026-11-27 23:00", 1, "2026-11-30 18:00")]
    [InlineData("2026-11-28 07:00", 1, "2026-11-30 18:00")]
    [InlineData("2026-11-24 07:00", 3, "2026-11-27 09:00")]
    [InlineData("2026-11-24 12:30", 3, "2026-11-27 13:00")]
    [InlineData("2026-09-29 11:00", 3, "2026-10-09 11:00")]
    [InlineData("2026-10-09 11:00", 1, "2026-10-10 11:00")]
    [InlineData("2026-11-28 23:00", 0, "2026-11-28 23:00")]
    public void Working_days_end_at_the_same_time_within_the_hours_of_the_last_day(string start, int days, string due)
    {
        var proof = WorkingTime.AddWorkingDays(Company, At(start), days);

        Assert.Equal(due, Local(proof!.End));
        Assert.Equal(days, proof.Counted);
    }

    [Fact]
    public void A_pause_makes_the_clock_stand_and_shows_on_the_strip()
    {
        ImmutableArray<Interval> pauses =
            [new(At("2026-11-24 14:00"), At("2026-11-24 15:00")), new(At("2026-11-24 14:30"), At("2026-11-25 10:00"))];

        var proof = WorkingTime.Add(Company, At("2026-11-24 13:30"), Duration.FromHours(1), pauses);

        Assert.Equal("11-24 13:30 Working 0.5h; 11-24 14:00 Pause 20h; 11-25 10:00 Working 0.5h", Strip(proof!));
    }

    [Fact]
    public void A_pause_without_end_leaves_no_due_time()
    {
        var proof = WorkingTime.Add(Company, At("2026-11-24 13:30"), Duration.FromHours(1), [new(At("2026-11-24 14:00"), null)]);

        Assert.Null(proof);
    }

    [Fact]
    public void Beyond_the_published_holidays_the_week_goes_on_and_the_proof_says_so()
    {
        var within = WorkingTime.Add(Company, At("2026-12-28 09:00"), Duration.FromHours(8));
        var beyond = WorkingTime.Add(Company, At("2026-12-31 17:00"), Duration.FromHours(2));

        Assert.False(within!.BeyondCoverage);
        Assert.True(beyond!.BeyondCoverage);
        Assert.Equal("2027-01-01 10:00", Local(beyond.End));
    }

    [Fact]
    public void Missing_years_are_those_without_holidays_entered()
    {
        Assert.Equal([2027, 2028], Company.MissingYears(new(2026, 11, 24), new(2028, 1, 1)).ToArray());
        Assert.Empty(AroundTheClock.MissingYears(new(2026, 11, 24), new(2028, 1, 1)));
    }

    [Fact]
    public void Around_the_clock_counts_every_hour_of_a_holiday()
    {
        var proof = WorkingTime.Add(AroundTheClock, At("2026-10-01 03:00"), Duration.FromHours(30));

        Assert.Equal("10-01 03:00 Working 30h", Strip(proof!));
    }

    [Theory]
    [InlineData(-1, "2026-11-24 10:00")]
    [InlineData(24 * 365 * 20, "2026-11-24 10:00")]
    public void What_has_no_answer_is_null(int hours, string start)
    {
        Assert.Null(WorkingTime.Add(Company, At(start), Duration.FromHours(hours)));
        Assert.Null(WorkingTime.AddWorkingDays(Company, At(start), hours));
    }
}
