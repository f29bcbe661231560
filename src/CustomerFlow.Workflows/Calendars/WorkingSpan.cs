using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>Why a stretch of time counts as working time, or why it does not.</summary>
public enum SpanKind
{
    /// <summary>Counts: hours of a normal working day.</summary>
    Working,

    /// <summary>Counts: hours of a make-up workday.</summary>
    MakeUpWorkday,

    /// <summary>Skipped: between two periods of one working day.</summary>
    Break,

    /// <summary>Skipped: before the first or after the last period of a working day.</summary>
    OffHours,

    /// <summary>Skipped: a day that is free by the rules of the week.</summary>
    Weekend,

    /// <summary>Skipped: a public holiday.</summary>
    Holiday,

    /// <summary>Skipped: a day off that the company or the team gives.</summary>
    CompanyDayOff,

    /// <summary>Skipped: the clock of the case stands, for example while waiting for the customer.</summary>
    Pause,
}

/// <summary>One piece of the strip that explains a due time.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">The moment at which the piece has ended.</param>
/// <param name="Kind">Why it counts or not.</param>
/// <param name="Name">Name of the holiday, make-up workday or day off; null for all other kinds.</param>
public sealed record WorkingSpan(Instant From, Instant To, SpanKind Kind, BothLanguages? Name)
{
    /// <summary>Tells whether the piece counts as working time.</summary>
    public bool Counts => Kind is SpanKind.Working or SpanKind.MakeUpWorkday;

    /// <summary>Elapsed time from <see cref="From"/> to <see cref="To"/>.</summary>
    public Duration Length => To - From;

    /// <summary>The reason in words, with the name of a special day.</summary>
    public BothLanguages Reason => Kind switch
    {
        SpanKind.Working => new("计入工作时间", "working time"),
        SpanKind.MakeUpWorkday => new($"{Name?.Zh ?? "调休工作日"}，计入工作时间", $"working time ({Name?.En ?? "make-up workday"})"),
        SpanKind.Break => new("工间休息", "break"),
        SpanKind.OffHours => new("下班时间", "outside working hours"),
        SpanKind.Weekend => new("周末休息", "weekend"),
        SpanKind.Holiday => Named("法定节假日", "public holiday"),
        SpanKind.CompanyDayOff => Named("公司休息日", "company day off"),
        SpanKind.Pause => new("暂停计时", "clock paused"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private BothLanguages Named(string zh, string en) => Name is null ? new(zh, en) : new($"{zh}：{Name.Zh}", $"{en}: {Name.En}");
}
