using CustomerFlow.Workflows.Calendars;
using NodaTime;

namespace CustomerFlow.Workflows.Tests.Calendars;

public sealed class CalendarReaderTests
{
    private const string Country = """
        { "timeZone": "Asia/Shanghai", "coveredYears": [2026],
          "holidays": [{ "from": "2026-10-01", "to": "2026-10-07", "zh": "国庆节", "en": "National Day" }],
          "makeUpWorkdays": [{ "date": "2026-10-10", "like": "wednesday" }] }
        """;

    [Fact]
    public void The_shipped_calendars_have_no_problems()
    {
        var reading = ShippedCalendars.Reading;

        Assert.Empty(reading.Problems);
        Assert.Equal(["around-the-clock", "default", "service-team"], reading.Calendars.Calendars.Keys);
    }

    [Theory]
    [InlineData(2024, 28, 8)]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void The_country_file_holds_every_official_day(int year, int holidays, int makeUpWorkdays)
    {
        var days = ShippedCalendars.Company.SpecialDays.Where(day => day.Key.Year == year).Select(day => day.Value).ToList();

        Assert.Equal(holidays, days.OfType<SpecialDay.Holiday>().Count());
        Assert.Equal(makeUpWorkdays, days.OfType<SpecialDay.MakeUpWorkday>().Count());
    }

    [Fact]
    public void A_make_up_workday_falls_on_a_weekend_of_the_shipped_calendar()
    {
        var makeUps = ShippedCalendars.Company.SpecialDays.Where(day => day.Value is SpecialDay.MakeUpWorkday);

        Assert.All(makeUps, day => Assert.True(day.Key.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
    }

    [Fact]
    public void A_team_calendar_goes_before_the_country_it_is_based_on()
    {
        var reading = Read("""
            { "name": { "zh": "组", "en": "team" }, "basedOn": "cn",
              "week": { "monday": ["09:00-12:00"], "wednesday": ["08:00-10:00", "22:00-24:00"] },
              "daysOff": [{ "from": "2026-10-10", "zh": "团建", "en": "Outing" }],
              "makeUpWorkdays": [{ "date": "2026-10-03", "periods": ["10:00-11:00"] }, { "date": "2026-10-11", "like": "wednesday" }] }
            """);

        Assert.Empty(reading.Problems);
        var team = reading.Calendars.Calendars["team"];
        Assert.Equal(DayKind.CompanyDayOff, team.PlanFor(new(2026, 10, 10)).Kind);
        Assert.Equal([new WorkingPeriod(new(10, 0), new(11, 0))], team.PlanFor(new(2026, 10, 3)).Periods.ToArray());
        Assert.Equal(new WorkingPeriod(new(22, 0), LocalTime.Midnight), team.PlanFor(new(2026, 10, 11)).Periods[1]);
        Assert.Equal("国庆节", team.PlanFor(new(2026, 10, 2)).Name!.Zh);
    }

    [Theory]
    [InlineData("""{ "week": { "monday": ["9-12"] } }""", "$.week.monday[0]", "calendar.period-invalid")]
    [InlineData("""{ "week": { "monday": ["09:00-09:00"] } }""", "$.week.monday[0]", "calendar.period-invalid")]
    [InlineData("""{ "week": { "monday": ["09:00-12:00", "11:00-13:00"] } }""", "$.week.monday[1]", "calendar.periods-overlap")]
    [InlineData("""{ "week": { "sunday": ["22:00-06:00"], "monday": ["05:00-07:00"] } }""", "$.week.monday[0]", "calendar.periods-overlap")]
    [InlineData("""{ "week": { "montag": [] } }""", "$.week.montag", "calendar.weekday-unknown")]
    [InlineData("""{ "timeZone": "Asia/Atlantis" }""", "$.timeZone", "calendar.time-zone-unknown")]
    [InlineData("""{ "holidays": [{ "from": "2026-02-30", "zh": "节", "en": "day" }] }""", "$.holidays[0].from", "calendar.date-invalid")]
    [InlineData("""{ "holidays": [{ "from": "2026-02-03", "to": "2026-02-01", "zh": "节", "en": "day" }] }""", "$.holidays[0].to",
        "calendar.range-invalid")]
    [InlineData("""{ "holidays": [{ "from": "2026-02-03", "zh": "节" }] }""", "$.holidays[0]", "calendar.name-missing")]
    [InlineData("""{ "daysOff": [{ "from": "2026-02-03", "zh": "节", "en": "day", "why": 1 }] }""",
        "$.daysOff[0].why", "calendar.field-unknown")]
    [InlineData("""{ "holidays": {} }""", "$.holidays", "calendar.list-expected")]
    [InlineData("""{ "hollidays": [] }""", "$.hollidays", "calendar.field-unknown")]
    [InlineData("""{ "alternateSaturdays": { "anchor": "2026-11-27", "periods": [] } }""", "$.alternateSaturdays.anchor",
        "calendar.anchor-not-saturday")]
    [InlineData("""{ "makeUpWorkdays": [{ "date": "2026-02-01" }, { "date": "2026-02-01" }] }""",
        "$.makeUpWorkdays[1]", "calendar.date-twice")]
    [InlineData("""{ "aroundTheClock": "yes" }""", "$.aroundTheClock", "calendar.flag-expected")]
    [InlineData("""{ "week": {}, "week": {} }""", "$", "calendar.json-invalid")]
    [InlineData("""{ "name": { "zh": "组", "en": "t" }, "week": { "monday": [] }, "timeZone": "Asia/Shanghai" }""", "$.week", "calendar.no-working-time")]
    [InlineData("""{ "name": { "zh": "组", "en": "t" }, "week": { "monday": ["09:00-10:00"] } }""", "$.timeZone", "calendar.time-zone-missing")]
    [InlineData("""{ "basedOn": "cn", "week": { "monday": ["09:00-10:00"] } }""", "$.name", "calendar.name-missing")]
    [InlineData("""{ "basedOn": "atlantis" }""", "$.basedOn", "calendar.based-on-unknown")]
    [InlineData("""{ "basedOn": "team" }""", "$.basedOn", "calendar.based-on-too-deep")]
    [InlineData("[]", "$", "calendar.object-expected")]
    public void A_mistake_is_named_with_its_place(string json, string path, string code)
    {
        var reading = Read(json);

        Assert.Contains(reading.Problems, problem => problem.Path == $"team: {path}" && problem.Code == code);
        Assert.DoesNotContain("team", reading.Calendars.Calendars.Keys);
        Assert.All(reading.Problems, problem => Assert.Contains(problem.Sentence.Zh, character => character is >= '一' and <= '龥'));
    }

    private static CalendarReading Read(string team) =>
        CalendarReader.Read(new Dictionary<string, string> { ["cn"] = Country, ["team"] = team });
}
