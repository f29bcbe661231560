using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// Reads <c>workflows/calendars/*.json</c>. A file is a country's (days only, no <c>week</c>) or a calendar to compute with, which may be
/// based on another file. Its shape, all dates ISO 8601:
/// <code>
/// { "name": { "zh": "…", "en": "…" }, "basedOn": "cn", "timeZone": "Asia/Shanghai",
///   "week": { "monday": ["09:00-12:00", "13:00-18:00"], "friday": ["22:00-06:00"] },
///   "alternateSaturdays": { "anchor": "2026-01-10", "periods": ["09:00-12:00"] },
///   "coveredYears": [2026],
///   "holidays": [{ "from": "2026-10-01", "to": "2026-10-07", "zh": "国庆节", "en": "National Day" }],
///   "makeUpWorkdays": [{ "date": "2026-10-10", "like": "monday" }, { "date": "2026-09-20", "periods": ["09:00-12:00"] }],
///   "daysOff": [{ "from": "2026-12-24", "zh": "公司年会", "en": "Annual party" }],
///   "aroundTheClock": false }
/// </code>
/// A make-up workday without <c>like</c> and <c>periods</c> is worked like a Monday. Unknown fields are problems.
/// </summary>
public static class CalendarReader
{
    /// <summary>How many files may stand on one another.</summary>
    public const int BasedOnDepthMax = 4;

    /// <summary>Reads a set of files, each under its name without extension, which becomes the calendar's id.</summary>
    public static CalendarReading Read(IReadOnlyDictionary<string, string> jsonById)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var files = new Dictionary<string, CalendarFile>(StringComparer.Ordinal);
        foreach (var (id, json) in jsonById.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var parser = new CalendarFileParser(id);
            if (parser.Parse(json) is { } file && parser.Problems.Count == 0) files.Add(id, file);
            problems.AddRange(parser.Problems);
        }

        var calendars = ImmutableSortedDictionary.CreateBuilder<string, WorkingCalendar>(StringComparer.Ordinal);
        foreach (var file in files.Values)
        {
            var found = Complete(file, files, jsonById);
            problems.AddRange(found.Problems);
            if (found.Calendar is not null) calendars.Add(file.Id, found.Calendar);
        }

        return new(new(calendars.ToImmutable()), problems.ToImmutable());
    }

    private static (WorkingCalendar? Calendar, ImmutableArray<Problem> Problems) Complete(
        CalendarFile file, Dictionary<string, CalendarFile> files, IReadOnlyDictionary<string, string> jsonById)
    {
        var complete = file;
        var basedOn = file.BasedOn;
        for (var depth = 0; basedOn is not null; depth++)
        {
            if (depth == BasedOnDepthMax) return Refused(file, "basedOn", "calendar.based-on-too-deep",
                "日历之间相互引用形成循环，或引用层数过多。", "The calendars refer to each other in a circle, or through too many steps.");
            if (!files.TryGetValue(basedOn, out var country)) return jsonById.ContainsKey(basedOn)
                ? Refused(file, "basedOn", "calendar.based-on-broken",
                    $"所依据的日历“{basedOn}”有错误，请先改正它。", $"The calendar \"{basedOn}\" it is based on has problems; correct those first.")
                : Refused(file, "basedOn", "calendar.based-on-unknown",
                    $"所依据的日历“{basedOn}”不存在。", $"There is no calendar \"{basedOn}\" to base this one on.");
            complete = complete.On(country);
            basedOn = country.BasedOn;
        }

        // A file of days only is there to be based on; nobody computes with it.
        if (!complete.HasHours) return (null, []);
        if (file.Name is null) return Refused(file, "name", "calendar.name-missing",
            "请同时用中文（zh）和英文（en）填写日历名称。", "Name the calendar in Chinese (zh) and in English (en).");
        if (complete.Zone is null) return Refused(file, "timeZone", "calendar.time-zone-missing",
            "请写明时区，例如 Asia/Shanghai。", "Name the time zone, for example Asia/Shanghai.");
        if (!complete.HasWorkingTime) return Refused(file, "week", "calendar.no-working-time",
            "一周中没有任何工作时间，期限将永远无法到期。",
            "The week holds no working time at all, so nothing would ever fall due.");
        return (Calendar(complete, file.Name, complete.Zone), []);
    }

    private static WorkingCalendar Calendar(CalendarFile file, BothLanguages name, DateTimeZone zone) => new()
    {
        Id = file.Id,
        Name = name,
        Zone = zone,
        Week = file.Week ?? ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>>.Empty,
        AlternateSaturdays = file.AlternateSaturdays,
        SpecialDays = file.SpecialDays,
        CoveredYears = file.CoveredYears,
        AroundTheClock = file.AroundTheClock,
    };

    private static (WorkingCalendar?, ImmutableArray<Problem>) Refused(
        CalendarFile file, string field, string code, string zh, string en) =>
        (null, [new($"{file.Id}: $.{field}", code, new(zh, en))]);
}
