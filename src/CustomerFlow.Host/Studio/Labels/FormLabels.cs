using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>The words in a form, under the keys that <see cref="CustomerFlow.Workflows.Forms.FormTextKeys"/> names.</summary>
internal sealed class FormLabels : LabelledFile
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, NewLine = "\n",
        // A file that people read and compare: Chinese and quotes as they are. It never becomes part of a page unencoded.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Parts = ["label", "description", "text", "alt"];

    private static readonly string[] EditorProperties = ["schemaVersion", "exporter"];

    private readonly JsonObject schema;

    public FormLabels(string json)
    {
        schema = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException();
        Labels = [.. Components(schema, $"{Text(schema, "id")}.", "", "")];
    }

    public override IReadOnlyList<FileLabel> Labels { get; }

    public override string Write() => schema.ToJsonString(Readable);

    public override bool SaysTheSameAs(LabelledFile other) =>
        other is FormLabels form && JsonNode.DeepEquals(WithoutEditor(schema), WithoutEditor(form.schema));

    // The editor writes down which version of it was the last.
    private static JsonObject WithoutEditor(JsonObject schema)
    {
        var copy = schema.DeepClone().AsObject();
        foreach (var property in EditorProperties) copy.Remove(property);
        return copy;
    }

    private static IEnumerable<FileLabel> Components(JsonObject holder, string form, string path, string place)
    {
        if (holder["components"] is not JsonArray components) yield break;
        foreach (var (index, component) in components.OfType<JsonObject>().Index())
        {
            var id = Text(component, "id") ?? $"{place}#{index}";
            var name = Text(component, "key") is { } variable ? path + variable : id;
            foreach (var label in Words(component, id, form + name)) yield return label;
            var inner = Text(component, "path") is { } outer ? $"{path}{outer}." : path;
            foreach (var label in Components(component, form, inner, id)) yield return label;
        }
    }

    private static IEnumerable<FileLabel> Words(JsonObject component, string id, string key)
    {
        foreach (var part in Parts) yield return Label(component, part, $"{id}.{part}", $"{key}.{part}");
        foreach (var option in Entries(component, "values"))
        {
            if (option["value"] is JsonValue value)
                yield return Label(option, "label", $"{id}.options.{value}", $"{key}.options.{value}");
        }

        foreach (var column in Entries(component, "columns"))
        {
            if (Text(column, "key") is { } name) yield return Label(column, "label", $"{id}.columns.{name}", $"{key}.columns.{name}");
        }
    }

    private static IEnumerable<JsonObject> Entries(JsonObject component, string list) =>
        component[list] is JsonArray entries ? entries.OfType<JsonObject>() : [];

    private static FileLabel Label(JsonObject holder, string part, string id, string key) => new(id, key, () => Text(holder, part), text =>
    {
        if (text is null) holder.Remove(part);
        else holder[part] = text;
    });

    private static string? Text(JsonObject holder, string property) =>
        holder[property] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
