using System.Collections.Immutable;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions that make a value of one type from others (DMN §10.3.4.1).</summary>
internal static class ConversionFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("date", new BuiltInOverload("from", DateFrom), new BuiltInOverload("year, month, day", DateOf)),
        new("time", new BuiltInOverload("from", TimeFrom), new BuiltInOverload("hour, minute, second, offset?", TimeOf)),
        new(
            "date and time",
            new BuiltInOverload("from", DateTimeFrom),
            new BuiltInOverload("date, time", DateTimeOf),
            new BuiltInOverload("date, timezone", DateTimeOf),
            new BuiltInOverload("year, month, day, hour, minute, second, offset?", DateTimeOfParts)),
        new("duration", "from", call => call.Single(0) switch
        {
            FeelText text => FeelTemporalText.Duration(text.Value),
            FeelDaysDuration or FeelYearsDuration => call.Single(0),
            _ => null,
        }),
        new(
            "number",
            new BuiltInOverload("from", NumberFrom),
            new BuiltInOverload("from, grouping separator, decimal separator", NumberOf)),
        new("string", "from", call => call[0].IsNull ? FeelValue.Null : call.Run.Text(FeelPrinter.Print(call[0]))),
        new("to json", "value", call => call.Run.Text(FeelJson.ToText(call[0]))),
        new("from json", "value", FromJson),
        new("range", "from", RangeFrom),
    ];

    private static FeelDate? DateFrom(BuiltInCall call) => call.Single(0) switch
    {
        FeelText text => FeelTemporalText.Date(text.Value),
        FeelDate date => date,
        FeelDateTime moment => new FeelDate(moment.Value.Date, moment.Cycles),
        _ => null,
    };

    private static FeelDate? DateOf(BuiltInCall call) =>
        call.Whole(0) is { } year && call.Whole(1) is { } month && call.Whole(2) is { } day
            ? FeelTemporalText.Date(year, month, day)
            : null;

    private static FeelTime? TimeFrom(BuiltInCall call) => call.Single(0) switch
    {
        FeelText text => FeelTemporalText.Time(text.Value),
        FeelTime time => time,
        FeelDateTime moment => new FeelTime(moment.Value.TimeOfDay, moment.Zone),
        FeelDate => new FeelTime(LocalTime.Midnight, FeelZone.Of(Offset.Zero)),
        _ => null,
    };

    private static FeelTime? TimeOf(BuiltInCall call) => TimeOf(call, 0);

    private static FeelTime? TimeOf(BuiltInCall call, int first)
    {
        if (call.Whole(first) is not (>= 0 and <= 23 and var hour)
            || call.Whole(first + 1) is not (>= 0 and <= 59 and var minute)) return null;
        if (call.Number(first + 2) is not { Sign: >= 0 } second || second >= FeelNumber.FromInt64(60)) return null;
        var zone = call[first + 3] switch
        {
            FeelNull => FeelZone.None,
            FeelDaysDuration duration when Math.Abs(duration.Value.TotalSeconds) <= 18 * 3600 =>
                FeelZone.Of(Offset.FromSeconds((int)duration.Value.TotalSeconds)),
            _ => (FeelZone?)null,
        };
        if (zone is null) return null;
        var nanoseconds = (long)(second.ToDecimal() * NodaConstants.NanosecondsPerSecond);
        return new FeelTime(new LocalTime((int)hour, (int)minute).PlusNanoseconds(nanoseconds), zone.Value);
    }

    private static FeelDateTime? DateTimeFrom(BuiltInCall call) => call.Single(0) switch
    {
        FeelText text => FeelTemporalText.DateTime(text.Value),
        FeelDateTime moment => moment,
        FeelDate date => new FeelDateTime(date.Value.AtMidnight(), FeelZone.None, date.Cycles),
        _ => null,
    };

    private static FeelDateTime? DateTimeOf(BuiltInCall call)
    {
        var (date, cycles) = call.Single(0) switch
        {
            FeelDate day => (day.Value, day.Cycles),
            FeelDateTime moment => (moment.Value.Date, moment.Cycles),
            _ => ((LocalDate?)null, 0),
        };
        return (date, call.Single(1)) switch
        {
            ({ } day, FeelTime time) => new FeelDateTime(day + time.Value, time.Zone, cycles),
            ({ }, FeelText zone) when call.Single(0) is FeelDateTime moment => InZone(call, moment, zone.Value),
            _ => null,
        };
    }

    /// <summary>The same instant as a clock elsewhere shows it, as Camunda's FEEL offers.</summary>
    private static FeelDateTime? InZone(BuiltInCall call, FeelDateTime moment, string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone && moment.Cycles == 0
            ? new FeelDateTime(moment.ToInstant(call.Run.Zone).InZone(zone).LocalDateTime, FeelZone.Of(zone))
            : null;

    private static FeelDateTime? DateTimeOfParts(BuiltInCall call) =>
        DateOf(call) is { } date && TimeOf(call, 3) is { } time ? new FeelDateTime(date.Value + time.Value, time.Zone, date.Cycles) : null;

    private static FeelNumberValue? NumberFrom(BuiltInCall call) => call.Single(0) switch
    {
        FeelText text when FeelNumber.TryParse(text.Value, out var number) => new FeelNumberValue(number),
        FeelNumberValue number => number,
        _ => null,
    };

    private static FeelNumberValue? NumberOf(BuiltInCall call)
    {
        if (call.Text(0) is not { } text) return null;
        var (grouping, point) = (call[1].IsNull ? "" : call.Text(1), call[2].IsNull ? "" : call.Text(2));
        if (grouping is not ("" or " " or "," or ".") || point is not ("" or "," or ".")
            || (point == grouping && point.Length > 0)) return null;
        if (point == "," && grouping != "." && text.Contains('.', StringComparison.Ordinal)) return null;
        if (grouping.Length > 0) text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (point == ",") text = text.Replace(',', '.');
        return FeelNumber.TryParse(text, out var number) ? new FeelNumberValue(number) : null;
    }

    private static FeelValue? FromJson(BuiltInCall call)
    {
        if (call.Text(0) is not { } text) return null;
        try
        {
            return FeelJson.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads <c>[1..5)</c>; an end may be left out where its bracket leaves it out, as in <c>[1..)</c>.</summary>
    private static FeelRange? RangeFrom(BuiltInCall call)
    {
        var text = call.Text(0)?.Trim() ?? "";
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 1 || dots + 3 > text.Length || text[0] is not ('[' or '(' or ']') || text[^1] is not (']' or ')' or '[')) return null;
        var (startIn, endIn) = (text[0] == '[', text[^1] == ']');
        var (first, last) = (text[1..dots].Trim(), text[(dots + 2)..^1].Trim());
        if ((first.Length == 0 && (startIn || last.Length == 0)) || (last.Length == 0 && endIn)) return null;
        if (RangeEnd(call, first) is not { } start || RangeEnd(call, last) is not { } end) return null;
        if (!start.IsNull && !end.IsNull && FeelOrder.Compare(start, end) is null or > 0) return null;
        return new FeelRange(start, startIn, end, endIn);
    }

    private static FeelValue? RangeEnd(BuiltInCall call, string text)
    {
        if (text.Length == 0) return FeelValue.Null;
        if (FeelExpression.Parse(text) is not FeelParse.Parsed { Expression: { FreeNames.Count: 0 } expression }) return null;
        var value = call.Run.EvaluateMuted(expression.Node, new FeelFrame(FeelScope.Empty));
        return FeelOrder.Compare(value, value) is null ? null : value;
    }
}
