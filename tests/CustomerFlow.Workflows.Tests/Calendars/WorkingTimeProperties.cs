using System.Collections.Immutable;
using CustomerFlow.Workflows.Calendars;
using FsCheck.Xunit;
using NodaTime;

namespace CustomerFlow.Workflows.Tests.Calendars;

[Properties(Arbitrary = [typeof(CalendarSamples)], MaxTest = 200)]
public sealed class WorkingTimeProperties
{
    [Property]
    public void The_proof_adds_up_to_the_time_that_was_asked_for(CalendarSample sample)
    {
        var proof = WorkingTime.Add(sample.Calendar, sample.Start, sample.Working, sample.Pauses)!;

        Assert.Equal(sample.Working, proof.Counted);
        Assert.Equal(proof.End - proof.Start, proof.Spans.Aggregate(Duration.Zero, (sum, span) => sum + span.Length));
        Assert.All(proof.Spans.Zip(proof.Spans.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    [Property]
    public void Between_the_start_and_the_due_time_lies_the_working_time(CalendarSample sample)
    {
        var due = WorkingTime.Add(sample.Calendar, sample.Start, sample.Working, sample.Pauses)!.End;

        var between = WorkingTime.Between(sample.Calendar, sample.Start, due, sample.Pauses);

        Assert.Equal(sample.Working, between!.Counted);
    }

    [Property]
    public void A_later_start_and_a_longer_time_are_never_due_earlier(CalendarSample sample, byte laterMinutes, byte longerMinutes)
    {
        var (later, longer) = (Duration.FromMinutes(laterMinutes), Duration.FromMinutes(longerMinutes));
        var due = WorkingTime.Add(sample.Calendar, sample.Start, sample.Working, sample.Pauses)!.End;

        var laterStart = WorkingTime.Add(sample.Calendar, sample.Start + later, sample.Working, sample.Pauses)!.End;
        var longerTime = WorkingTime.Add(sample.Calendar, sample.Start, sample.Working + longer, sample.Pauses)!.End;

        Assert.True(laterStart >= due);
        Assert.True(longerTime >= due);
    }

    [Property(MaxTest = 60)]
    public void A_clock_that_ticks_minute_by_minute_finds_the_same_due_time(CalendarSample sample)
    {
        var due = WorkingTime.Add(sample.Calendar, sample.Start, sample.Working, sample.Pauses)!.End;

        var ticked = Tick(sample);

        Assert.Equal(ticked, due);
    }

    [Property]
    public void The_next_working_start_is_the_first_minute_at_which_work_goes_on(CalendarSample sample)
    {
        var next = WorkingTime.NextWorkingStart(sample.Calendar, sample.Start)!.Value;

        var minute = sample.Start;
        while (!IsWorked(sample.Calendar, minute)) minute += Duration.FromMinutes(1);
        Assert.Equal(minute, next);
    }

    [Property]
    public void A_later_start_is_never_due_earlier_in_working_days(ushort minutes, ushort laterMinutes, byte days)
    {
        foreach (var calendar in new[] { ShippedCalendars.Company, ShippedCalendars.Service, ShippedCalendars.AroundTheClock })
        {
            var start = ShippedCalendars.At("2026-09-01 00:00") + Duration.FromMinutes(minutes);

            var due = WorkingTime.AddWorkingDays(calendar, start, days % 10)!;
            var laterDue = WorkingTime.AddWorkingDays(calendar, start + Duration.FromMinutes(laterMinutes % 4000), days % 10)!;

            Assert.True(laterDue.End >= due.End, $"{calendar.Id}: {due} {laterDue}");
            Assert.Equal(days % 10, due.Counted);
        }
    }

    // Knows nothing of spans: asks of each minute by its local time whether it is worked, and counts.
    private static Instant Tick(CalendarSample sample)
    {
        var now = sample.Start;
        for (var remaining = sample.Working; remaining > Duration.Zero; now += Duration.FromMinutes(1))
        {
            var paused = sample.Pauses.Any(pause => pause.Contains(now));
            if (!paused && IsWorked(sample.Calendar, now)) remaining -= Duration.FromMinutes(1);
        }

        return now;
    }

    private static bool IsWorked(WorkingCalendar calendar, Instant moment)
    {
        var local = moment.InZone(calendar.Zone).LocalDateTime;
        var time = local.TimeOfDay;
        return Periods(calendar, local.Date).Any(period => period.From <= time && (period.EndsNextDay || time < period.To))
            || Periods(calendar, local.Date.PlusDays(-1)).Any(period => period.EndsNextDay && time < period.To);
    }

    private static ImmutableArray<WorkingPeriod> Periods(WorkingCalendar calendar, LocalDate date)
    {
        if (calendar.SpecialDays.TryGetValue(date, out var special))
            return special is SpecialDay.MakeUpWorkday ? calendar.Week[IsoDayOfWeek.Monday] : [];
        var weekday = calendar.Week[date.DayOfWeek];
        var fortnight = Period.DaysBetween(new(2026, 1, 3), date) % 14;
        return weekday.IsEmpty && fortnight == 0 ? calendar.AlternateSaturdays!.Periods : weekday;
    }
}
