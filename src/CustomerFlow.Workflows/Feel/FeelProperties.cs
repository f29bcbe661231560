using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Properties of dates, times, durations and ranges (DMN §10.3.2.15); nothing where there is none of the name.</summary>
internal static class FeelProperties
{
    public static FeelValue? Get(FeelValue value, string name) => value switch
    {
        FeelDate date => name switch
        {
            "year" => FeelValue.Of(date.Year),
            "month" => FeelValue.Of(date.Value.Month),
            "day" => FeelValue.Of(date.Value.Day),
            "weekday" => FeelValue.Of((int)date.Value.DayOfWeek),
            _ => null,
        },
        FeelDateTime moment => name switch
        {
            "year" => FeelValue.Of(moment.Year),
            "month" => FeelValue.Of(moment.Value.Month),
            "day" => FeelValue.Of(moment.Value.Day),
            "weekday" => FeelValue.Of((int)moment.Value.DayOfWeek),
            _ => OfTime(moment.Value.TimeOfDay, moment.Zone, moment.Zone.OffsetAt(moment.Value), name),
        },
        FeelTime time => OfTime(time.Value, time.Zone, time.Zone.Offset, name),
        FeelDaysDuration duration => name switch
        {
            "days" => FeelValue.Of(duration.Value.Days),
            "hours" => FeelValue.Of(duration.Value.Hours),
            "minutes" => FeelValue.Of(duration.Value.Minutes),
            "seconds" => Seconds(duration.Value.Seconds, duration.Value.SubsecondNanoseconds),
            _ => null,
        },
        FeelYearsDuration duration => name switch
        {
            "years" => FeelValue.Of(duration.Months / 12),
            "months" => FeelValue.Of(duration.Months % 12),
            _ => null,
        },
        FeelRange range => name switch
        {
            "start" => range.Start,
            "end" => range.End,
            "start included" => FeelValue.Of(range.StartIncluded),
            "end included" => FeelValue.Of(range.EndIncluded),
            _ => null,
        },
        _ => null,
    };

    private static FeelValue? OfTime(LocalTime time, FeelZone zone, Offset? offset, string name) => name switch
    {
        "hour" => FeelValue.Of(time.Hour),
        "minute" => FeelValue.Of(time.Minute),
        "second" => Seconds(time.Second, time.NanosecondOfSecond),
        "time offset" => offset is { } known ? new FeelDaysDuration(Duration.FromSeconds(known.Seconds)) : FeelValue.Null,
        "timezone" => FeelValue.Of(zone.Zone?.Id),
        _ => null,
    };

    private static FeelValue Seconds(int seconds, int nanoseconds) =>
        FeelValue.Of(seconds + (nanoseconds / 1_000_000_000m));
}
