using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Tests.Texts;

public sealed class ValueFormatTests
{
    private static readonly ValueFormat Chinese = new("zh-CN", DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
    private static readonly ValueFormat English = new("en", DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-1234567.125", "−1,234,567.125")]
    [InlineData("123", "123")]
    [InlineData("1000", "1,000")]
    [InlineData("12345678901234567890123456789012.34", "12,345,678,901,234,567,890,123,456,789,012.34")]
    public void Digits_are_grouped_and_none_is_lost(string number, string written)
    {
        Assert.Equal(written, English.Write(FeelValue.Of(FeelNumber.Parse(number))));
    }

    [Fact]
    public void Durations_are_written_in_words()
    {
        var duration = FeelValue.Of(Duration.FromMinutes((24 + 4) * 60 + 1));

        Assert.Equal("1 天 4 小时 1 分钟", Chinese.Write(duration));
        Assert.Equal("1 day 4 hours 1 minute", English.Write(duration));
        Assert.Equal("1 year 2 months", English.Write(new FeelYearsDuration(14)));
        Assert.Equal("0 seconds", English.Write(FeelValue.Of(Duration.Zero)));
    }

    [Fact]
    public void A_local_date_and_time_is_shown_as_it_is()
    {
        var local = FeelValue.Of(new LocalDateTime(2026, 1, 5, 9, 3));

        Assert.Equal("2026年1月5日 09:03", Chinese.Write(local));
        Assert.Equal("5 January 2026, 09:03", English.Write(local));
    }

    [Theory]
    [InlineData("2026-11-24", "24 November 2026")]
    [InlineData("2026-11-24T23:30:00+00:00", "25 November 2026, 07:30")]
    [InlineData("2026-11-24 is fine", "2026-11-24 is fine")]
    [InlineData("2026-13-24", "2026-13-24")]
    [InlineData("9999-12-31T23:59:59-10:00", "9999-12-31T23:59:59-10:00")]
    public void A_string_that_is_a_whole_date_is_shown_as_one(string text, string written)
    {
        Assert.Equal(written, English.Write(FeelValue.Of(text)));
    }

    [Fact]
    public void Lists_are_joined_and_contexts_have_no_text()
    {
        var list = FeelValue.Of([FeelValue.Of("a"), FeelValue.Of(2000)]);

        Assert.Equal("a、2,000", Chinese.Write(list));
        Assert.Equal("a, 2,000", English.Write(list));
        Assert.Null(English.Write(FeelContext.Empty));
        Assert.Null(English.Write(FeelValue.Null));
    }

    [Theory]
    [InlineData("0.005", "CNY", "0.01 元", "CNY 0.01")]
    [InlineData("1234567", "JPY", "1,234,567 日元", "JPY 1,234,567")]
    [InlineData("-12.3", "CHF", "-12.30 CHF", "CHF -12.30")]
    public void Money_has_the_decimals_of_its_currency(string amount, string currency, string zh, string en)
    {
        Assert.Equal(zh, Chinese.Money(FeelNumber.Parse(amount), currency));
        Assert.Equal(en, English.Money(FeelNumber.Parse(amount), currency));
    }
}
