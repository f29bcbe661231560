using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>Reads the JSON of one calendar file field by field and notes every problem, so that all can be corrected at once.</summary>
internal sealed class CalendarFileParser(string id)
{
    private const int DaysPerRangeMax = 366;

    private static readonly BothLanguages MakeUpName = new("调休工作日", "make-up workday");

    private readonly CalendarJson _file = new(id);

    public List<Problem> Problems => _file.Problems;

    public CalendarFile? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 16, AllowDuplicateProperties = false });
            return Parse(document.RootElement);
        }
        catch (JsonException exception)
        {
            // The parser's own message is English and technical; the line is what helps.
            var line = (exception.LineNumber ?? 0) + 1;
            _file.Note("$", "calendar.json-invalid", $"第 {line} 行附近不是有效的 JSON。", $"This is not valid JSON near line {line}.");
            return null;
        }
    }

    private CalendarFile Parse(JsonElement root)
    {
        var file = new CalendarFile { Id = id };
        foreach (var field in _file.Fields(root, "$"))
        {
            var (path, value) = ($"$.{field.Name}", field.Value);
            file = field.Name switch
            {
                "name" => file with { Name = _file.OwnName(value, path) },
                "basedOn" => file with { BasedOn = _file.Text(value, path) },
                "timeZone" => file with { Zone = _file.Zone(value, path) },
                "aroundTheClock" => file with { AroundTheClock = _file.Flag(value, path) },
                "week" => file with { Week = Week(value, path) },
                "alternateSaturdays" => file with { AlternateSaturdays = Saturdays(value, path) },
                "coveredYears" => file with { CoveredYears = Years(value, path) },
                "holidays" => WithDays(file, Ranges(value, path, name => new SpecialDay.Holiday(name))),
                "daysOff" => WithDays(file, Ranges(value, path, name => new SpecialDay.CompanyDayOff(name))),
                "makeUpWorkdays" => WithDays(file, MakeUps(value, path)),
                _ => _file.Unknown(file, path),
            };
        }

        return file;
    }

    private CalendarFile WithDays(CalendarFile file, IEnumerable<(LocalDate Date, SpecialDay Day, string Path)> days)
    {
        var all = file.SpecialDays.ToBuilder();
        foreach (var (date, day, path) in days)
        {
            if (all.TryAdd(date, day)) continue;
            _file.Note(path, "calendar.date-twice", $"{date:uuuu-MM-dd} 在此文件中出现了两次。", $"{date:uuuu-MM-dd} occurs twice in this file.");
        }

        return file with { SpecialDays = all.ToImmutable() };
    }

    private IEnumerable<(LocalDate Date, SpecialDay Day, string Path)> Ranges(
        JsonElement list, string listPath, Func<BothLanguages, SpecialDay> kind)
    {
        foreach (var (entry, path) in _file.Items(list, listPath))
        {
            var fields = _file.Known(entry, path, "from", "to", "zh", "en");
            var from = _file.Date(fields.GetValueOrDefault("from"), $"{path}.from");
            var to = fields.TryGetValue("to", out var last) ? _file.Date(last, $"{path}.to") : from;
            var name = _file.Name(entry, path);
            if (from is not { } first || to is not { } end || name is null) continue;
            if (end < first || Period.DaysBetween(first, end) >= DaysPerRangeMax)
            {
                _file.Note($"{path}.to", "calendar.range-invalid", "结束日期须不早于开始日期，且相隔不超过一年。",
                    "The last day must not be before the first one, and not more than a year after it.");
                continue;
            }

            for (var date = first; date <= end; date = date.PlusDays(1)) yield return (date, kind(name), path);
        }
    }

    private IEnumerable<(LocalDate Date, SpecialDay Day, string Path)> MakeUps(JsonElement list, string listPath)
    {
        foreach (var (entry, path) in _file.Items(list, listPath))
        {
            var fields = _file.Known(entry, path, "date", "like", "periods", "zh", "en");
            var date = _file.Date(fields.GetValueOrDefault("date"), $"{path}.date");
            var like = fields.TryGetValue("like", out var weekday) ? Weekday(weekday, $"{path}.like") : IsoDayOfWeek.Monday;
            var own = fields.TryGetValue("periods", out var periods) ? Periods(periods, $"{path}.periods") : [];
            var name = fields.ContainsKey("zh") || fields.ContainsKey("en") ? _file.Name(entry, path) : MakeUpName;
            if (date is { } day && name is not null) yield return (day, new SpecialDay.MakeUpWorkday(name, like, own), path);
        }
    }

    private ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>> Week(JsonElement value, string path)
    {
        var week = ImmutableDictionary.CreateBuilder<IsoDayOfWeek, ImmutableArray<WorkingPeriod>>();
        foreach (var field in _file.Fields(value, path))
        {
            if (CalendarWords.Weekday(field.Name) is { } day) week[day] = Periods(field.Value, $"{path}.{field.Name}");
            else NoWeekday($"{path}.{field.Name}");
        }

        foreach (var day in week.Keys)
        {
            var next = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1;
            var mornings = week.GetValueOrDefault(next, []);
            if (week[day] is [.., var last] && mornings is [var first, ..] && last.ToMinutes - 1440 > first.FromMinutes)
                Overlap($"{path}.{CalendarWords.Name(next)}[0]");
        }

        return week.ToImmutable();
    }

    private AlternateSaturdays? Saturdays(JsonElement value, string path)
    {
        var fields = _file.Known(value, path, "anchor", "periods");
        var anchor = _file.Date(fields.GetValueOrDefault("anchor"), $"{path}.anchor");
        var periods = Periods(fields.GetValueOrDefault("periods"), $"{path}.periods");
        if (anchor is not { } saturday) return null;
        if (saturday.DayOfWeek != IsoDayOfWeek.Saturday)
        {
            _file.Note($"{path}.anchor", "calendar.anchor-not-saturday", $"{saturday:uuuu-MM-dd} 不是星期六；请填写一个要上班的星期六。",
                $"{saturday:uuuu-MM-dd} is not a Saturday; give one that is worked.");
        }

        return new(saturday, periods);
    }

    private ImmutableArray<WorkingPeriod> Periods(JsonElement value, string listPath)
    {
        var periods = ImmutableArray.CreateBuilder<WorkingPeriod>();
        foreach (var (entry, path) in _file.Items(value, listPath))
        {
            if (CalendarWords.Period(entry) is not { } period)
                _file.Note(path, "calendar.period-invalid", "工作时段须写成“09:00-12:00”的形式。", "Write a working period as \"09:00-12:00\".");
            else if (periods.Count > 0 && periods[^1].ToMinutes > period.FromMinutes) Overlap(path);
            else periods.Add(period);
        }

        return periods.ToImmutable();
    }

    private ImmutableSortedSet<int> Years(JsonElement value, string listPath)
    {
        var years = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var (entry, path) in _file.Items(value, listPath))
        {
            if (entry.ValueKind == JsonValueKind.Number && entry.TryGetInt32(out var year) && year is >= 1900 and < 9000) years.Add(year);
            else _file.Note(path, "calendar.year-invalid", "这里须填写年份，例如 2026。", "A year such as 2026 is needed here.");
        }

        return years.ToImmutable();
    }

    private IsoDayOfWeek Weekday(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && CalendarWords.Weekday(value.GetString()!) is { } day) return day;
        NoWeekday(path);
        return IsoDayOfWeek.None;
    }

    private void NoWeekday(string path) => _file.Note(path, "calendar.weekday-unknown",
        "星期须写成 monday 至 sunday。", "Weekdays are written monday to sunday.");

    private void Overlap(string path) => _file.Note(path, "calendar.periods-overlap",
        "此工作时段与前一时段重叠，或顺序不对。", "This working period overlaps the one before it, or is out of order.");
}
