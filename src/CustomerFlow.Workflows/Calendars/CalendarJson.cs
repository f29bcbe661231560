using System.Text.Json;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>Takes values out of a calendar file and notes what is wrong with them under the path of the field.</summary>
internal sealed class CalendarJson(string id)
{
    public List<Problem> Problems { get; } = [];

    public BothLanguages? OwnName(JsonElement value, string path)
    {
        Known(value, path, "zh", "en");
        return Name(value, path);
    }

    public BothLanguages? Name(JsonElement value, string path)
    {
        var zh = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("zh", out var first) ? first : default;
        var en = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("en", out var second) ? second : default;
        if (zh.ValueKind == JsonValueKind.String && en.ValueKind == JsonValueKind.String) return new(zh.GetString()!, en.GetString()!);
        Note(path, "calendar.name-missing", "名称须同时用中文（zh）和英文（en）填写。", "The name is needed in Chinese (zh) and in English (en).");
        return null;
    }

    public bool Flag(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Note(path, "calendar.flag-expected", "这里须填写 true 或 false。", "Either true or false is needed here.");
        return false;
    }

    public string? Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Note(path, "calendar.text-expected", "这里须填写文字。", "A text is needed here.");
        return null;
    }

    public DateTimeZone? Zone(JsonElement value, string path)
    {
        var name = Text(value, path);
        if (name is null) return null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) Note(path, "calendar.time-zone-unknown", $"没有名为“{name}”的时区。", $"There is no time zone named \"{name}\".");
        return zone;
    }

    public LocalDate? Date(JsonElement value, string path)
    {
        if (CalendarWords.Date(value) is { } date) return date;
        Note(path, "calendar.date-invalid", "日期须写成“2026-10-01”的形式。", "Write a date as \"2026-10-01\".");
        return null;
    }

    public Dictionary<string, JsonElement> Known(JsonElement value, string path, params ReadOnlySpan<string> names)
    {
        var known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in Fields(value, path))
        {
            if (names.Contains(field.Name)) known.Add(field.Name, field.Value);
            else Unknown(field.Name, $"{path}.{field.Name}");
        }

        return known;
    }

    public List<JsonProperty> Fields(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object) return [.. value.EnumerateObject()];
        Note(path, "calendar.object-expected", "这里须填写一个对象 { … }。", "An object { … } is needed here.");
        return [];
    }

    public IEnumerable<(JsonElement Item, string Path)> Items(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().Select((item, index) => (item, $"{path}[{index}]"));
        Note(path, "calendar.list-expected", "这里须填写一个列表 [ … ]。", "A list [ … ] is needed here.");
        return [];
    }

    public T Unknown<T>(T unchanged, string path)
    {
        Note(path, "calendar.field-unknown", "未知的字段；请检查拼写。", "This field is not known; check its spelling.");
        return unchanged;
    }

    public void Note(string path, string code, string zh, string en) => Problems.Add(new($"{id}: {path}", code, new(zh, en)));
}
