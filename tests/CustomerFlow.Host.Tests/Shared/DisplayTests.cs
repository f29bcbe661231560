using System.Globalization;
using CustomerFlow.Host.Shared;
using NodaTime;

namespace CustomerFlow.Host.Tests.Shared;

public sealed class DisplayTests
{
    // 2026-11-24 10:30 in Shanghai.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 30, 0, TimeSpan.Zero);

    private readonly Display display = new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], () => Now);

    [Theory]
    [InlineData(0, "今天 10:30", "today 10:30")]
    [InlineData(14, "明天 00:30", "tomorrow 00:30")]
    [InlineData(-11, "昨天 23:30", "yesterday 23:30")]
    [InlineData(48, "11月26日 周四 10:30", "Thu 26 Nov 10:30")]
    [InlineData(24 * 60, "2027年1月23日 10:30", "23 Jan 2027 10:30")]
    public void Times_are_written_for_the_reader_in_the_company_s_zone(int hours, string chinese, string english)
    {
        var at = Now.AddHours(hours);

        Assert.Equal(chinese, In("zh", () => display.Time(at)));
        Assert.Equal(english, In("en", () => display.Time(at)));
    }

    [Theory]
    [InlineData(-1, DueState.Overdue)]
    [InlineData(60, DueState.Soon)]
    [InlineData(4 * 60, DueState.Soon)]
    [InlineData(4 * 60 + 1, DueState.Later)]
    public void Due_times_are_coloured_by_how_near_they_are(int minutes, DueState expected)
    {
        var state = display.DueState(Now.AddMinutes(minutes));

        Assert.Equal(expected, state);
    }

    [Theory]
    [InlineData(-180, "逾期 3 小时", "3 hours overdue")]
    [InlineData(90, "还剩 90 分钟", "90 minutes left")]
    [InlineData(3 * 24 * 60, "还剩 3 天", "3 days left")]
    public void What_is_left_is_told_in_the_largest_unit_that_fits(int minutes, string chinese, string english)
    {
        var due = Now.AddMinutes(minutes);

        Assert.Equal(chinese, In("zh", () => display.DueRelative(due)));
        Assert.Equal(english, In("en", () => display.DueRelative(due)));
    }

    private static string In(string language, Func<string> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
