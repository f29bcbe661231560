using System.Globalization;
using System.Text;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Writes values as FEEL's string() does.</summary>
internal static class FeelPrinter
{
    public static string Print(FeelValue value)
    {
        if (value is FeelText text) return text.Value;
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    public static string Date(LocalDate date, long year)
    {
        var sign = year < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{date.Month:00}-{date.Day:00}");
    }

    public static string Time(LocalTime time)
    {
        var fraction = time.NanosecondOfSecond == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $".{time.NanosecondOfSecond:000000000}").TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}{fraction}");
    }

    public static string Zone(FeelZone zone)
    {
        if (zone.Zone is { } named) return "@" + named.Id;
        if (zone.Offset is not { } offset) return "";
        if (offset == Offset.Zero) return "Z";
        var seconds = Math.Abs(offset.Seconds);
        var rest = seconds % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{seconds % 60:00}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(offset.Seconds < 0 ? '-' : '+')}{seconds / 3600:00}:{seconds / 60 % 60:00}{rest}");
    }

    public static string Duration(Duration duration)
    {
        if (duration == NodaTime.Duration.Zero) return "PT0S";
        var output = new StringBuilder(duration < NodaTime.Duration.Zero ? "-P" : "P");
        if (duration < NodaTime.Duration.Zero) duration = -duration;
        if (duration.Days > 0) output.Append(CultureInfo.InvariantCulture, $"{duration.Days}D");
        if (duration.NanosecondOfDay == 0) return output.ToString();
        output.Append('T');
        if (duration.Hours > 0) output.Append(CultureInfo.InvariantCulture, $"{duration.Hours}H");
        if (duration.Minutes > 0) output.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}M");
        if (duration.Seconds == 0 && duration.SubsecondNanoseconds == 0) return output.ToString();
        var fraction = string.Create(CultureInfo.InvariantCulture, $".{duration.SubsecondNanoseconds:000000000}").TrimEnd('0').TrimEnd('.');
        return output.Append(CultureInfo.InvariantCulture, $"{duration.Seconds}{fraction}S").ToString();
    }

    public static string Months(long months)
    {
        if (months == 0) return "P0M";
        var (years, rest) = Math.DivRem(Math.Abs(months), 12);
        var text = months < 0 ? "-P" : "P";
        if (years > 0) text += string.Create(CultureInfo.InvariantCulture, $"{years}Y");
        return rest > 0 ? text + string.Create(CultureInfo.InvariantCulture, $"{rest}M") : text;
    }

    private static void Append(StringBuilder output, FeelValue value)
    {
        switch (value)
        {
            case FeelText text:
                AppendQuoted(output, text.Value);
                break;
            case FeelList list:
                AppendItems(output, list);
                break;
            case FeelContext context:
                AppendEntries(output, context);
                break;
            case FeelRange range:
                output.Append(range.StartIncluded ? '[' : '(');
                Append(output, range.Start);
                output.Append("..");
                Append(output, range.End);
                output.Append(range.EndIncluded ? ']' : ')');
                break;
            default:
                output.Append(Simple(value));
                break;
        }
    }

    private static string Simple(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelBoolean boolean => boolean.Value ? "true" : "false",
        FeelNumberValue number => number.Value.ToString(),
        FeelDate date => Date(date.Value, date.Year),
        FeelTime time => Time(time.Value) + Zone(time.Zone),
        FeelDateTime moment => Date(moment.Value.Date, moment.Year) + "T" + Time(moment.Value.TimeOfDay) + Zone(moment.Zone),
        FeelDaysDuration duration => Duration(duration.Value),
        FeelYearsDuration duration => Months(duration.Months),
        FeelFunction function => "function " + function.Name + "(" + string.Join(", ", function.Callable.ParameterNames) + ")",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void AppendItems(StringBuilder output, FeelList list)
    {
        output.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0) output.Append(", ");
            Append(output, list.Items[i]);
        }

        output.Append(']');
    }

    private static void AppendQuoted(StringBuilder output, string text) =>
        output.Append('"').Append(text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');

    /// <summary>A key that is no name is quoted, so that the text can be read again.</summary>
    private static void AppendKey(StringBuilder output, string key)
    {
        if (FeelLexer.IsName(key)) output.Append(key);
        else AppendQuoted(output, key);
    }

    private static void AppendEntries(StringBuilder output, FeelContext context)
    {
        output.Append('{');
        for (var i = 0; i < context.Count; i++)
        {
            if (i > 0) output.Append(", ");
            AppendKey(output, context.Entries[i].Key);
            output.Append(": ");
            Append(output, context.Entries[i].Value);
        }

        output.Append('}');
    }
}
