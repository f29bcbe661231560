using System.Collections.Immutable;
using CustomerFlow.Workflows.Calendars;
using NodaTime;
using static CustomerFlow.Workflows.Tests.Calendars.ShippedCalendars;

namespace CustomerFlow.Workflows.Tests.Calendars;

public sealed class NightShiftTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly WorkingCalendar Nights = new()
    {
        Id = "nights",
        Name = new("夜班", "nights"),
        Zone = DateTimeZoneProviders.Tzdb[Berlin],
        Week = Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .ToImmutableDictionary(day => day, _ => ImmutableArray.Create(new WorkingPeriod(new(22, 0), new(6, 0)))),
    };

    [Theory]
    [InlineData("2026-11-24 22:00", "2026-11-25 06:00", 8)]
    [InlineData("2026-03-28 22:00", "2026-03-29 06:00", 7)]
    [InlineData("2026-10-24 22:00", "2026-10-25 06:00", 9)]
    public void A_night_on_which_the_clocks_change_is_an_hour_shorter_or_longer(string from, string until, int hours)
    {
        var proof = WorkingTime.Between(Nights, At(from, Berlin), At(until, Berlin));

        Assert.Equal(Duration.FromHours(hours), proof!.Counted);
    }

    [Fact]
    public void A_shift_that_began_before_a_holiday_counts_on_into_it()
    {
        var holiday = new LocalDate(2026, 12, 25);
        var calendar = Nights with { SpecialDays = Nights.SpecialDays.Add(holiday, new SpecialDay.Holiday(new("圣诞节", "Christmas"))) };

        var proof = WorkingTime.Add(calendar, At("2026-12-25 05:00", Berlin), Duration.FromHours(2));

        Assert.Equal("2026-12-26 23:00", Local(proof!.End, Berlin));
        Assert.Equal([SpanKind.Working, SpanKind.Holiday, SpanKind.OffHours, SpanKind.Working], proof.Spans.Select(span => span.Kind));
    }

    [Fact]
    public void A_working_day_of_a_night_shift_begins_in_the_evening()
    {
        var proof = WorkingTime.AddWorkingDays(Nights, At("2026-11-25 02:00", Berlin), 1);

        Assert.Equal("2026-11-26 02:00", Local(proof!.End, Berlin));
    }

    [Fact]
    public void A_period_inside_the_hour_that_the_clocks_skip_is_empty()
    {
        var calendar = Nights with { Week = Nights.Week.SetItem(IsoDayOfWeek.Sunday, [new(new(2, 15), new(2, 45))]) };

        var proof = WorkingTime.Between(calendar, At("2026-03-29 01:00", Berlin), At("2026-03-29 12:00", Berlin));

        Assert.Equal(Duration.FromHours(4), proof!.Counted);
    }

    [Fact]
    public void Shifts_of_two_days_that_overlap_count_once()
    {
        var calendar = Nights with { Week = Nights.Week.SetItem(IsoDayOfWeek.Wednesday, [new(new(5, 0), new(7, 0))]) };

        var proof = WorkingTime.Between(calendar, At("2026-11-25 00:00", Berlin), At("2026-11-25 12:00", Berlin));

        Assert.Equal(Duration.FromHours(7), proof!.Counted);
    }
}
