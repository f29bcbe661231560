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

    public List<Problem> Problems { get; } = [];

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
            Note("$", "calendar.json-invalid", $"第 {line} 行附近不是有效的 JSON。", $"This is not valid JSON near line {line}.");
            return null;
        }
    }

    private CalendarFile Parse(JsonElement root)
    {
        var file = new CalendarFile { Id = id };
        foreach (var field in Fields(root, "$"))
        {
            var (path, value) = ($"$.{field.Name}", field.Value);
            file = field.Name switch
            {
                "name" => file with { Name = OwnName(value, path) },
                "basedOn" => file with { BasedOn = Text(value, path) },
                "timeZone" => file with { Zone = Zone(value, path) },
                "aroundTheClock" => file with { AroundTheClock = Flag(value, path) },
                "week" => file with { Week = Week(value, path) },
                "alternateSaturdays" => file with { AlternateSaturdays = Saturdays(value, path) },
                "coveredYears" => file with { CoveredYears = Years(value, path) },
                "holidays" => WithDays(file, Ranges(value, path, name => new SpecialDay.Holiday(name))),
                "daysOff" => WithDays(file, Ranges(value, path, name => new SpecialDay.CompanyDayOff(name))),
                "makeUpWorkdays" => WithDays(file, MakeUps(value, path)),
                _ => Unknown(file, path),
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
            Note(path, "calendar.date-twice", $"{date:uuuu-MM-dd} 在此文件中出现了两次。", $"{date:uuuu-MM-dd} occurs twice in this file.");
        }

        return file with { SpecialDays = all.ToImmutable() };
    }

    private IEnumerable<(LocalDate Date, SpecialDay Day, string Path)> Ranges(
        JsonElement list, string listPath, Func<BothLanguages, SpecialDay> kind)
    {
        foreach (var (entry, path) in Items(list, listPath))
        {
            var fields = Known(entry, path, "from", "to", "zh", "en");
            var from = Date(fields.GetValueOrDefault("from"), $"{path}.from");
            var to = fields.TryGetValue("to", out var last) ? Date(last, $"{path}.to") : from;
            var name = Name(entry, path);
            if (from is not { } first || to is not { } end || name is null) continue;
            if (end < first || Period.DaysBetween(first, end) >= DaysPerRangeMax)
            {
                Note($"{path}.to", "calendar.range-invalid", "结束日期须不早于开始日期，且相隔不超过一年。",
                    "The last day must not be before the first one, and not more than a year after it.");
                continue;
            }

            for (var date = first; date <= end; date = date.PlusDays(1)) yield return (date, kind(name), path);
        }
    }

    private IEnumerable<(LocalDate Date, SpecialDay Day, string Path)> MakeUps(JsonElement list, string listPath)
    {
        foreach (var (entry, path) in Items(list, listPath))
        {
            var fields = Known(entry, path, "date", "like", "periods", "zh", "en");
            var date = Date(fields.GetValueOrDefault("date"), $"{path}.date");
            var like = fields.TryGetValue("like", out var weekday) ? Weekday(weekday, $"{path}.like") : IsoDayOfWeek.Monday;
            var own = fields.TryGetValue("periods", out var periods) ? Periods(periods, $"{path}.periods") : [];
            var name = fields.ContainsKey("zh") || fields.ContainsKey("en") ? Name(entry, path) : MakeUpName;
            if (date is { } day && name is not null) yield return (day, new SpecialDay.MakeUpWorkday(name, like, own), path);
        }
    }

    private ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>> Week(JsonElement value, string path)
    {
        var week = ImmutableDictionary.CreateBuilder<IsoDayOfWeek, ImmutableArray<WorkingPeriod>>();
        foreach (var field in Fields(value, path))
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
        var fields = Known(value, path, "anchor", "periods");
        var anchor = Date(fields.GetValueOrDefault("anchor"), $"{path}.anchor");
        var periods = Periods(fields.GetValueOrDefault("periods"), $"{path}.periods");
        if (anchor is not { } saturday) return null;
        if (saturday.DayOfWeek != IsoDayOfWeek.Saturday)
        {
            Note($"{path}.anchor", "calendar.anchor-not-saturday", $"{saturday:uuuu-MM-dd} 不是星期六；请填写一个要上班的星期六。",
                $"{saturday:uuuu-MM-dd} is not a Saturday; give one that is worked.");
        }

        return new(saturday, periods);
    }

    private ImmutableArray<WorkingPeriod> Periods(JsonElement value, string listPath)
    {
        var periods = ImmutableArray.CreateBuilder<WorkingPeriod>();
        foreach (var (entry, path) in Items(value, listPath))
        {
            if (CalendarWords.Period(entry) is not { } period)
                Note(path, "calendar.period-invalid", "工作时段须写成“09:00-12:00”的形式。", "Write a working period as \"09:00-12:00\".");
            else if (periods.Count > 0 && periods[^1].ToMinutes > period.FromMinutes) Overlap(path);
            else periods.Add(period);
        }

        return periods.ToImmutable();
    }

    private ImmutableSortedSet<int> Years(JsonElement value, string listPath)
    {
        var years = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var (entry, path) in Items(value, listPath))
        {
            if (entry.ValueKind == JsonValueKind.Number && entry.TryGetInt32(out var year) && year is >= 1900 and < 9000) years.Add(year);
            else Note(path, "calendar.year-invalid", "这里须填写年份，例如 2026。", "A year such as 2026 is needed here.");
        }

        return years.ToImmutable();
    }

    private BothLanguages? OwnName(JsonElement value, string path)
    {
        Known(value, path, "zh", "en");
        return Name(value, path);
    }

    private BothLanguages? Name(JsonElement value, string path)
    {
        var zh = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("zh", out var first) ? first : default;
        var en = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("en", out var second) ? second : default;
        if (zh.ValueKind == JsonValueKind.String && en.ValueKind == JsonValueKind.String) return new(zh.GetString()!, en.GetString()!);
        Note(path, "calendar.name-missing", "名称须同时用中文（zh）和英文（en）填写。", "The name is needed in Chinese (zh) and in English (en).");
        return null;
    }

    private bool Flag(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Note(path, "calendar.flag-expected", "这里须填写 true 或 false。", "Either true or false is needed here.");
        return false;
    }

    private string? Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Note(path, "calendar.text-expected", "这里须填写文字。", "A text is needed here.");
        return null;
    }

    private DateTimeZone? Zone(JsonElement value, string path)
    {
        var name = Text(value, path);
        if (name is null) return null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) Note(path, "calendar.time-zone-unknown", $"没有名为“{name}”的时区。", $"There is no time zone named \"{name}\".");
        return zone;
    }

    private LocalDate? Date(JsonElement value, string path)
    {
        if (CalendarWords.Date(value) is { } date) return date;
        Note(path, "calendar.date-invalid", "日期须写成“2026-10-01”的形式。", "Write a date as \"2026-10-01\".");
        return null;
    }

    private IsoDayOfWeek Weekday(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && CalendarWords.Weekday(value.GetString()!) is { } day) return day;
        NoWeekday(path);
        return IsoDayOfWeek.None;
    }

    private Dictionary<string, JsonElement> Known(JsonElement value, string path, params ReadOnlySpan<string> names)
    {
        var known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in Fields(value, path))
        {
            if (names.Contains(field.Name)) known.Add(field.Name, field.Value);
            else Unknown(field.Name, $"{path}.{field.Name}");
        }

        return known;
    }

    private List<JsonProperty> Fields(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object) return [.. value.EnumerateObject()];
        Note(path, "calendar.object-expected", "这里须填写一个对象 { … }。", "An object { … } is needed here.");
        return [];
    }

    private IEnumerable<(JsonElement Item, string Path)> Items(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().Select((item, index) => (item, $"{path}[{index}]"));
        Note(path, "calendar.list-expected", "这里须填写一个列表 [ … ]。", "A list [ … ] is needed here.");
        return [];
    }

    private T Unknown<T>(T unchanged, string path)
    {
        Note(path, "calendar.field-unknown", "未知的字段；请检查拼写。", "This field is not known; check its spelling.");
        return unchanged;
    }

    private void NoWeekday(string path) => Note(path, "calendar.weekday-unknown",
        "星期须写成 monday 至 sunday。", "Weekdays are written monday to sunday.");

    private void Overlap(string path) => Note(path, "calendar.periods-overlap",
        "此工作时段与前一时段重叠，或顺序不对。", "This working period overlaps the one before it, or is out of order.");

    private void Note(string path, string code, string zh, string en) => Problems.Add(new($"{id}: {path}", code, new(zh, en)));
}
