using System.Globalization;
using System.Numerics;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Reads dates, times and durations from their ISO 8601 text; null where the text is none.</summary>
internal static class FeelTemporalText
{
    private const long YearMax = 999_999_999;
    private const int CycleYears = 400;

    public static FeelValue? Any(string text) =>
        Duration(text) ?? (FeelValue?)Date(text) ?? (FeelValue?)Time(text) ?? DateTime(text);

    public static FeelDate? Date(string text) => Date(text, out var end) is { } date && end == text.Length ? date : null;

    public static FeelTime? Time(string text) => Time(text, out _);

    public static FeelDateTime? DateTime(string text)
    {
        if (Date(text, out var end) is not { } date) return null;
        if (end == text.Length) return new FeelDateTime(date.Value.AtMidnight(), FeelZone.None, date.Cycles);
        if (text[end] != 'T' || Time(text[(end + 1)..], out var dayOver) is not { } time) return null;
        var local = date.Value + time.Value;
        return new FeelDateTime(dayOver ? local.PlusDays(1) : local, time.Zone, date.Cycles);
    }

    public static FeelDate? Date(long year, long month, long day)
    {
        if (Math.Abs(year) > YearMax || month is < 1 or > 12 || day < 1) return null;
        // Four digits are the everyday case; further years are the same calendar some cycles away.
        var cycles = year is >= -9000 and <= 9999 ? 0 : (int)Math.Floor((double)(year - 2000) / CycleYears);
        var within = (int)(year - ((long)cycles * CycleYears));
        if (day > CalendarSystem.Iso.GetDaysInMonth(within, (int)month)) return null;
        return new FeelDate(new LocalDate(within, (int)month, (int)day), cycles);
    }

    public static FeelZone? Zone(string text)
    {
        if (text.Length == 0) return FeelZone.None;
        if (text is "Z" or "z") return FeelZone.Of(Offset.Zero);
        if (text[0] == '@')
        {
            return text.Length > 1 && DateTimeZoneProviders.Tzdb.GetZoneOrNull(text[1..]) is { } zone ? FeelZone.Of(zone) : null;
        }

        if (text.Length is not (6 or 9) || text[0] is not ('+' or '-') || text[3] != ':') return null;
        if (!TwoDigits(text, 1, out var hours) || !TwoDigits(text, 4, out var minutes)) return null;
        var seconds = 0;
        if (text.Length == 9 && (text[6] != ':' || !TwoDigits(text, 7, out seconds))) return null;
        var total = (hours * 3600) + (minutes * 60) + seconds;
        if (minutes > 59 || seconds > 59 || total > 18 * 3600) return null;
        return FeelZone.Of(Offset.FromSeconds(text[0] == '-' ? -total : total));
    }

    /// <summary>Reads <c>P1DT2H3M4.5S</c> or <c>P1Y2M</c>; the two kinds do not mix.</summary>
    public static FeelValue? Duration(string text)
    {
        var at = text.StartsWith('-') ? 1 : 0;
        if (at >= text.Length || text[at] != 'P' || text.Length > 100) return null;
        var amounts = new Dictionary<string, (BigInteger Whole, string Fraction)>();
        if (!ReadAmounts(text.AsSpan(at + 1), amounts)) return null;
        var sign = at == 1 ? -1 : 1;
        BigInteger Amount(string unit) => amounts.TryGetValue(unit, out var amount) ? amount.Whole : BigInteger.Zero;
        if (amounts.ContainsKey("Y") || amounts.ContainsKey("M"))
        {
            if (amounts.Keys.Any(unit => unit is not ("Y" or "M"))) return null;
            var months = sign * ((Amount("Y") * 12) + Amount("M"));
            return BigInteger.Abs(months) > long.MaxValue ? null : new FeelYearsDuration((long)months);
        }

        var seconds = (Amount("D") * 86_400) + (Amount("TH") * 3600) + (Amount("TM") * 60) + Amount("TS");
        var fraction = amounts.TryGetValue("TS", out var last) ? last.Fraction : "";
        return DaysDuration(sign * ((seconds * 1_000_000_000) + Nanoseconds(fraction)));
    }

    public static FeelDaysDuration? DaysDuration(BigInteger nanoseconds)
    {
        var fits = nanoseconds >= NodaTime.Duration.MinValue.ToBigIntegerNanoseconds()
            && nanoseconds <= NodaTime.Duration.MaxValue.ToBigIntegerNanoseconds();
        return fits ? new FeelDaysDuration(NodaTime.Duration.FromNanoseconds(nanoseconds)) : null;
    }

    private static bool ReadAmounts(ReadOnlySpan<char> text, Dictionary<string, (BigInteger Whole, string Fraction)> amounts)
    {
        const string Order = "YMDHMS";
        var (at, next, inTime) = (0, 0, false);
        while (at < text.Length)
        {
            if (text[at] == 'T')
            {
                if (inTime || ++at == text.Length) return false;
                (inTime, next) = (true, 3);
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            var whole = text[start..at];
            var fraction = "";
            var hasPoint = at < text.Length && text[at] == '.';
            if (hasPoint)
            {
                var from = ++at;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
                fraction = text[from..at].ToString();
                if (!inTime) return false;
            }

            if (whole.Length == 0 || at == text.Length) return false;
            var unit = text[at++];
            var place = Order.IndexOf(unit, next);
            if (place < 0 || place >= (inTime ? 6 : 3) || (hasPoint && unit != 'S')) return false;
            next = place + 1;
            var name = inTime ? "T" + unit : unit.ToString();
            amounts[name] = (BigInteger.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture), fraction);
        }

        return amounts.Count > 0;
    }

    private static FeelDate? Date(string text, out int end)
    {
        end = 0;
        var start = text.StartsWith('-') ? 1 : 0;
        var at = start;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var digits = at - start;
        if (digits is < 4 or > 9 || (digits > 4 && text[start] == '0')) return null;
        end = at + 6;
        if (text.Length < end || text[at] != '-' || text[at + 3] != '-') return null;
        if (!TwoDigits(text, at + 1, out var month) || !TwoDigits(text, at + 4, out var day)) return null;
        return Date(long.Parse(text.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), month, day);
    }

    private static FeelTime? Time(string text, out bool dayOver)
    {
        dayOver = false;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':') return null;
        if (!TwoDigits(text, 0, out var hour) || !TwoDigits(text, 3, out var minute) || !TwoDigits(text, 6, out var second)) return null;
        var end = 8;
        var fraction = "";
        if (end < text.Length && text[end] == '.')
        {
            while (++end < text.Length && char.IsAsciiDigit(text[end]))
            {
            }

            fraction = text[9..end];
            if (fraction.Length == 0) return null;
        }

        var nanoseconds = Nanoseconds(fraction);
        dayOver = hour == 24 && minute == 0 && second == 0 && nanoseconds == 0;
        if ((hour > 23 && !dayOver) || minute > 59 || second > 59 || Zone(text[end..]) is not { } zone) return null;
        return new FeelTime(new LocalTime(hour % 24, minute, second).PlusNanoseconds(nanoseconds), zone);
    }

    private static long Nanoseconds(string fraction) =>
        fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(9, '0').AsSpan(0, 9), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool TwoDigits(string text, int at, out int value)
    {
        value = 0;
        if (at + 1 >= text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1])) return false;
        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return true;
    }
}
