using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Calendars;

public sealed class WorkingTimeFunctionsTests
{
    private static readonly FeelFunctions Functions = FeelFunctions.Empty.WithWorkingTime(ShippedCalendars.Reading.Calendars);

    [Theory]
    [InlineData("working time after(@\"2026-09-30T17:00:00+08:00\", @\"PT9H\")", "2026-10-08T18:00:00+08:00")]
    [InlineData("working time after(@\"2026-09-30T09:00:00Z\", @\"PT1H\", \"around-the-clock\")", "2026-09-30T18:00:00+08:00")]
    [InlineData("working time after(@\"2026-11-27T17:00:00\", @\"PT2H\", \"service-team\")", "2026-11-28T10:00:00+08:00")]
    [InlineData("working days after(@\"2026-10-09T11:00:00+08:00\", 1)", "2026-10-10T11:00:00+08:00")]
    [InlineData("working time between(@\"2026-11-24T10:00:00+08:00\", @\"2026-11-25T10:00:00+08:00\", \"default\")", "PT8H")]
    [InlineData("working time between(@\"2026-11-25T10:00:00+08:00\", @\"2026-11-24T10:00:00+08:00\")", "-PT8H")]
    [InlineData("is working time(@\"2026-11-24T12:30:00+08:00\")", "false")]
    [InlineData("is working time(@\"2026-11-24T12:30:00+08:00\", \"around-the-clock\")", "true")]
    [InlineData("working time after(@\"2026-11-24T12:30:00+08:00\", @\"PT1H\", \"atlantis\")", "null")]
    [InlineData("working time after(@\"2026-11-24T12:30:00+08:00\", 4)", "null")]
    [InlineData("working time after(@\"9999-12-31T23:59:59-10:00\", @\"PT1H\")", "null")]
    [InlineData("working time after(@\"2026-11-24\", @\"PT1H\")", "null")]
    [InlineData("working days after(@\"2026-11-24T12:30:00+08:00\", 1.5)", "null")]
    [InlineData("working days after(@\"2026-11-24T12:30:00+08:00\", -1)", "null")]
    public void Feel_computes_with_working_time(string expression, string expected)
    {
        var parsed = FeelExpression.Parse(expression, new() { KnownNames = [.. Functions.Names] });
        var environment = FeelEnvironment.At(DateTimeOffset.UnixEpoch) with { Functions = Functions };

        var result = Assert.IsType<FeelParse.Parsed>(parsed).Expression.Evaluate(FeelScope.Empty, environment);

        Assert.Equal(expected, result.Value.ToString());
    }
}
