using CustomerFlow.Workflows.Definitions.Checks;

namespace CustomerFlow.Workflows.Tests.Definitions;

public sealed class TimerTextTests
{
    [Theory]
    [InlineData("2026-10-01T09:00:00Z")]
    [InlineData("2026-10-01T09:00:00.5+08:00")]
    [InlineData("2026-10-01T09:00:00+08:00[Asia/Shanghai]")]
    [InlineData("2026-10-01T09:00")]
    public void Dates_are_valid(string text) => Assert.True(TimerText.IsDate(text));

    [Theory]
    [InlineData("2026-13-01T09:00:00Z")]
    [InlineData("2026-02-30T09:00:00Z")]
    [InlineData("2026-10-01")]
    [InlineData("tomorrow")]
    public void Other_dates_are_not(string text) => Assert.False(TimerText.IsDate(text));

    [Theory]
    [InlineData("PT15S")]
    [InlineData("P1Y2M3DT4H5M6.5S")]
    [InlineData("P2W")]
    public void Durations_are_valid(string text) => Assert.True(TimerText.IsDuration(text));

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1H")]
    [InlineData("PT1D")]
    public void Other_durations_are_not(string text) => Assert.False(TimerText.IsDuration(text));

    [Theory]
    [InlineData("R/PT1H")]
    [InlineData("R3/PT1H")]
    [InlineData("R3/2026-10-01T09:00:00Z/P1D")]
    [InlineData("0 0 9 * * MON-FRI")]
    [InlineData("0 0/15 9-17 1,15 * ?")]
    [InlineData("@daily")]
    public void Cycles_are_valid(string text) => Assert.True(TimerText.IsCycle(text));

    [Theory]
    [InlineData("R3")]
    [InlineData("Rx/PT1H")]
    [InlineData("R3/PT1H/PT1H")]
    [InlineData("0 9 * * *")]
    [InlineData("@sometimes")]
    [InlineData("every day")]
    public void Other_cycles_are_not(string text) => Assert.False(TimerText.IsCycle(text));
}
