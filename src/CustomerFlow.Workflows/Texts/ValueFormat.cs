using System.Globalization;
using CustomerFlow.Workflows.Feel;
using NodaTime;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Texts;

/// <summary>Writes values for people: <c>2026年11月24日 10:30</c> or <c>24 November 2026, 10:30</c>, numbers with grouped digits.</summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Zone">The zone in which moments are shown; local dates and times are shown as they are.</param>
public sealed record ValueFormat(string Language, DateTimeZone Zone)
{
    // At the very ends of the time scale another zone leads out of it.
    private const int YearMin = 1;
    private const int YearMax = 9998;

    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private bool Chinese => Languages.IsChinese(Language);

    /// <summary>
    /// Answers the text of a value; null for null and for what is no text, such as contexts and functions. A string that is a whole ISO
    /// date or date and time is shown as one, because variables are kept as JSON, which has no dates.
    /// </summary>
    public string? Write(FeelValue value) => value switch
    {
        FeelText text => Moment(text.Value) ?? text.Value,
        FeelBoolean boolean => boolean.Value ? (Chinese ? "是" : "yes") : (Chinese ? "否" : "no"),
        FeelNumberValue number => Grouped(number.Value.ToString()),
        FeelDate { Cycles: 0 } date => Date(date.Value),
        FeelTime time => Time(time.Value),
        FeelDateTime { Cycles: 0, Value.Year: >= YearMin and <= YearMax } moment => DateTime(moment),
        FeelDaysDuration duration => Length(duration.Value),
        FeelYearsDuration duration => Months(duration.Months),
        FeelList list => Items(list),
        FeelDate or FeelDateTime => value.ToString(),
        _ => null,
    };

    /// <summary>Writes an amount: <c>6,800.00 元</c> in Chinese, <c>CNY 6,800.00</c> in English.</summary>
    /// <param name="amount">Rounded half away from zero to the decimals of the currency.</param>
    /// <param name="currency">Three letters of ISO 4217.</param>
    /// <returns>Null when the amount is too large to be money.</returns>
    public string? Money(FeelNumber amount, string currency)
    {
        if (!decimal.TryParse(amount.ToString(), NumberStyles.Number, English, out var exact)) return null;
        var decimals = currency is "JPY" or "KRW" ? 0 : 2;
        var digits = decimal.Round(exact, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", English);
        if (!Chinese) return $"{currency} {digits}";
        return digits + " " + currency switch
        {
            "CNY" => "元",
            "USD" => "美元",
            "EUR" => "欧元",
            "GBP" => "英镑",
            "HKD" => "港元",
            "JPY" => "日元",
            _ => currency,
        };
    }

    private string? Moment(string text)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return Date(date.Value);
        return OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value.Year: >= YearMin and <= YearMax } moment
            ? DateTime(moment.Value.InZone(Zone).LocalDateTime)
            : null;
    }

    private string DateTime(FeelDateTime moment) =>
        DateTime(moment.Zone.IsNone ? moment.Value : moment.ToInstant(Zone).InZone(Zone).LocalDateTime);

    private string DateTime(LocalDateTime moment) => $"{Date(moment.Date)}{(Chinese ? " " : ", ")}{Time(moment.TimeOfDay)}";

    private string Date(LocalDate date) => Chinese
        ? string.Create(English, $"{date.Year}年{date.Month}月{date.Day}日")
        : date.ToString("d MMMM uuuu", English);

    private static string Time(LocalTime time) => time.ToString("HH:mm", English);

    private string Length(Duration length)
    {
        var whole = Duration.Max(length, -length);
        var parts = new List<string>();
        if (whole.Days > 0) parts.Add(Counted(whole.Days, "天", "day"));
        if (whole.Hours > 0) parts.Add(Counted(whole.Hours, "小时", "hour"));
        if (whole.Minutes > 0) parts.Add(Counted(whole.Minutes, "分钟", "minute"));
        if (parts.Count == 0) parts.Add(Counted(whole.Seconds, "秒", "second"));
        return (length < Duration.Zero ? "−" : "") + string.Join(' ', parts);
    }

    private string Months(long months)
    {
        var whole = Math.Abs(months);
        var parts = new List<string>();
        if (whole >= 12) parts.Add(Counted(whole / 12, "年", "year"));
        if (whole % 12 > 0 || whole == 0) parts.Add(Counted(whole % 12, "个月", "month"));
        return (months < 0 ? "−" : "") + string.Join(' ', parts);
    }

    private string Counted(long count, string zh, string en) =>
        Chinese ? string.Create(English, $"{count} {zh}") : string.Create(English, $"{count} {en}{(count == 1 ? "" : "s")}");

    private string? Items(FeelList list)
    {
        var items = list.Items.Select(Write).ToList();
        return items.Count == 0 || items.Contains(null) ? null : string.Join(Chinese ? "、" : ", ", items);
    }

    // Works on the digits, so that all 34 of them survive.
    private static string Grouped(string number)
    {
        var sign = number.StartsWith('-') ? "−" : "";
        var digits = number.TrimStart('-');
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        if (!whole.All(char.IsAsciiDigit)) return number;
        for (var at = whole.Length - 3; at > 0; at -= 3) whole = whole.Insert(at, ",");
        return sign + whole + (point < 0 ? "" : digits[point..]);
    }
}
