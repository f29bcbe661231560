using System.Globalization;
using NodaTime;

namespace CustomerFlow.Host.Shared;

/// <summary>How near a due time is; pages colour by it.</summary>
public enum DueState
{
    None,
    Later,
    Soon,
    Overdue,
}

/// <summary>Writes dates, times and numbers for the reader: in the company's time zone and the language of the request.</summary>
internal sealed class Display(DateTimeZone zone, Func<DateTimeOffset> now)
{
    private static readonly TimeSpan SoonWithin = TimeSpan.FromHours(4);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static CultureInfo Culture => Languages.Current == Language.Zh ? Chinese : English;

    public static string Number(decimal value) => value.ToString("#,0.##", Culture);

    /// <summary>Whole file sizes, counts and the like.</summary>
    public static string Count(long value) => value.ToString("#,0", Culture);

    /// <summary>The day that it is in the company.</summary>
    public DateOnly Today => DayOf(now());

    /// <summary>The company's day of a moment.</summary>
    public DateOnly DayOf(DateTimeOffset at) => Local(at).Date.ToDateOnly();

    /// <summary>The moment at which a day begins in the company.</summary>
    public DateTimeOffset StartOf(DateOnly day) =>
        LocalDate.FromDateOnly(day).AtStartOfDayInZone(zone).ToDateTimeOffset().ToUniversalTime();

    public DueState DueState(DateTimeOffset? due)
    {
        if (due is not { } at) return Shared.DueState.None;
        if (at < now()) return Shared.DueState.Overdue;
        return at - now() <= SoonWithin ? Shared.DueState.Soon : Shared.DueState.Later;
    }

    /// <summary>"今天 10:30", "today 10:30", "11月26日 周四 10:30", "Thu 26 Nov 10:30".</summary>
    public string Time(DateTimeOffset at)
    {
        var local = Local(at);
        var clockTime = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return $"{Day(local.Date)} {clockTime}";
    }

    public string Time(DateTimeOffset? at) => at is { } known ? Time(known) : DisplayTexts.NoTime;

    /// <summary>Only the day: "今天", "today", "11月26日 周四", "26 Nov 2025".</summary>
    public string Date(DateTimeOffset at) => Day(Local(at).Date);

    public string Date(DateOnly date) => Day(LocalDate.FromDateOnly(date));

    /// <summary>Date and time in full, for a tooltip or a printed page.</summary>
    public string Full(DateTimeOffset at) =>
        Local(at).ToString(Languages.Current == Language.Zh ? "yyyy'年'M'月'd'日' HH:mm" : "d MMM yyyy HH:mm", Culture);

    /// <summary>"周四", "Thu".</summary>
    public string Weekday(DateTimeOffset at) =>
        Culture.DateTimeFormat.GetAbbreviatedDayName(Local(at).Date.ToDateOnly().DayOfWeek);

    /// <summary>Machine-readable, for the <c>datetime</c> attribute.</summary>
    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"3 小时前", "3 hours ago", "in 20 minutes".</summary>
    public string Relative(DateTimeOffset at)
    {
        var distance = at - now();
        if (distance.Duration() < TimeSpan.FromMinutes(1)) return DisplayTexts.JustNow;
        var text = distance < TimeSpan.Zero ? DisplayTexts.Ago : DisplayTexts.Ahead;
        return text.With(Length(distance.Duration()));
    }

    /// <summary>"逾期 2 小时", "2 hours overdue", or how long there is left.</summary>
    public string DueRelative(DateTimeOffset due)
    {
        var left = due - now();
        var text = left < TimeSpan.Zero ? DisplayTexts.OverdueBy : DisplayTexts.Left;
        return text.With(Length(left.Duration()));
    }

    /// <summary>The largest unit that fits, rounded down: "2 days", "3 小时".</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 2 } => DisplayTexts.Days.With((int)length.TotalDays),
        { TotalHours: >= 2 } => DisplayTexts.Hours.With((int)length.TotalHours),
        { TotalMinutes: >= 2 } => DisplayTexts.Minutes.With((int)length.TotalMinutes),
        _ => DisplayTexts.OneMinute,
    };

    private LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;

    private string Day(LocalDate date)
    {
        var today = Local(now()).Date;
        var away = Period.Between(today, date, PeriodUnits.Days).Days;
        return away switch
        {
            0 => DisplayTexts.Today,
            1 => DisplayTexts.Tomorrow,
            -1 => DisplayTexts.Yesterday,
            _ when date.Year == today.Year => InThisYear(date),
            _ => date.ToString(Languages.Current == Language.Zh ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", Culture),
        };
    }

    private static string InThisYear(LocalDate date) => Languages.Current == Language.Zh
        ? $"{date.ToString("M'月'd'日'", Chinese)} {Chinese.DateTimeFormat.GetAbbreviatedDayName(date.ToDateOnly().DayOfWeek)}"
        : $"{English.DateTimeFormat.GetAbbreviatedDayName(date.ToDateOnly().DayOfWeek)} {date.ToString("d MMM", English)}";
}

internal static class DisplayTexts
{
    public static readonly Text Today = new("今天", "today");
    public static readonly Text Tomorrow = new("明天", "tomorrow");
    public static readonly Text Yesterday = new("昨天", "yesterday");
    public static readonly Text NoDue = new("无截止时间", "no due time");
    public static readonly Text DuePaused = new("暂停计时", "paused");
    public static readonly Text NoTime = new("未设定", "not set");
    public static readonly Text JustNow = new("刚刚", "just now");
    public static readonly Text Ago = new("{0}前", "{0} ago");
    public static readonly Text Ahead = new("{0}后", "in {0}");
    public static readonly Text OverdueBy = new("逾期 {0}", "{0} overdue");
    public static readonly Text Left = new("还剩 {0}", "{0} left");
    public static readonly Text Days = new("{0} 天", "{0} days");
    public static readonly Text Hours = new("{0} 小时", "{0} hours");
    public static readonly Text Minutes = new("{0} 分钟", "{0} minutes");
    public static readonly Text OneMinute = new("1 分钟", "1 minute");
}
