using System.Text.Json;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Compares two form-js schemas field by field.</summary>
internal static class FormDifferences
{
    private static readonly Dictionary<string, Text> Words = new(StringComparer.Ordinal)
    {
        ["label"] = DifferenceTexts.Label, ["description"] = DifferenceTexts.Description, ["key"] = DifferenceTexts.Key,
        ["type"] = DifferenceTexts.Kind, ["validate.required"] = DifferenceTexts.Required, ["values"] = DifferenceTexts.Options,
        ["defaultValue"] = DifferenceTexts.Default, ["readonly"] = DifferenceTexts.ReadOnly, ["disabled"] = DifferenceTexts.ReadOnly,
        ["conditional.hide"] = DifferenceTexts.Hidden, ["text"] = DifferenceTexts.Content,
    };

    public static IReadOnlyList<Difference> Between(string file, string before, string after, PackNames names)
    {
        if (Read(before) is not { } old || Read(after) is not { } now) return [];
        var form = names.OfFile(file);
        var differences = new List<Difference>();
        foreach (var field in now)
        {
            var subject = Subject(form, field.Value);
            if (old.TryGetValue(field.Key, out var was))
                differences.AddRange(AspectDifferences.Between(file, subject, field.Key, Speak(was), Speak(field.Value)));
            else
                differences.Add(new Difference(DifferenceKind.Added, file, subject, ElementId: field.Key));
        }

        differences.AddRange(old.Where(field => !now.ContainsKey(field.Key))
            .Select(field => new Difference(DifferenceKind.Removed, file, Subject(form, field.Value))));
        if (differences.Count == 0 && !old.Keys.SequenceEqual(now.Keys))
            differences.Add(new Difference(DifferenceKind.Changed, file, form, DifferenceTexts.Order));
        return differences;
    }

    private static string Subject(string form, Dictionary<string, string> field) =>
        $"{form}: {field.GetValueOrDefault("label") ?? field.GetValueOrDefault("key") ?? field.GetValueOrDefault("type")}";

    private static Dictionary<string, string> Speak(Dictionary<string, string> field) => field
        .GroupBy(entry => Words.TryGetValue(entry.Key, out var word) ? word.ToString() : entry.Key)
        .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(entry => entry.Value)), StringComparer.Ordinal);

    /// <summary>Component id to its properties, in the order of the form.</summary>
    private static Dictionary<string, Dictionary<string, string>>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var fields = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
            AddComponents(document.RootElement, fields);
            return fields;
        }
        catch (JsonException)
        {
            // A draft may hold a broken file; the check says what is wrong with it.
            return null;
        }
    }

    private static void AddComponents(JsonElement holder, Dictionary<string, Dictionary<string, string>> fields)
    {
        if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty("components", out var components)
            || components.ValueKind != JsonValueKind.Array) return;
        foreach (var component in components.EnumerateArray().Where(component => component.ValueKind == JsonValueKind.Object))
        {
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            AddProperties(component, "", properties);
            fields[properties.GetValueOrDefault("id") ?? $"#{fields.Count}"] = properties;
            AddComponents(component, fields);
        }
    }

    private static void AddProperties(JsonElement holder, string prefix, Dictionary<string, string> properties)
    {
        // The layout names a row of the editor's own, new on each change.
        foreach (var property in holder.EnumerateObject().Where(property => property.Name is not ("components" or "layout")))
        {
            if (property.Value.ValueKind == JsonValueKind.Object) AddProperties(property.Value, $"{prefix}{property.Name}.", properties);
            else properties[prefix + property.Name] = Say(property.Value);
        }
    }

    private static string Say(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "✓",
        JsonValueKind.False => "–",
        JsonValueKind.Array => string.Join(StudioTexts.ListSeparator, value.EnumerateArray().Select(Item)),
        _ => value.ToString(),
    };

    private static string Item(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("label", out var label) ? label.ToString() : item.ToString();
}
