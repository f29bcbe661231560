using System.Text.Json;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>One JSON object of a form, read with a note of every problem under the id of its component.</summary>
internal sealed class FormJson(JsonElement json, string path, FeelParseOptions? options, List<Problem> problems)
{
    public string Path => path;

    public List<Problem> Problems => problems;

    public bool Has(string name) => Property(name) is not null;

    public string? Text(string name) => Property(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public bool Flag(string name) => Property(name) is { ValueKind: JsonValueKind.True };

    public int? Whole(string name) =>
        Property(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public FeelNumber? Number(string name) => FeelNumber.TryParse(RawText(name), out var number) ? number : null;

    public FeelValue Value(string name) => Property(name) is { } value ? FeelJson.Read(value) : FeelValue.Null;

    public FormJson Object(string name) => At(Property(name) ?? default, path);

    public IEnumerable<FormJson> Objects(string name) => Property(name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(item => At(item, path))
        : [];

    public FormJson Named(string id) => At(json, id);

    public TextTemplate Template(string name) => Template(name, Text(name) ?? "");

    /// <summary>Reads a text as form-js does: all FEEL when it begins with an equals sign, else a text with placeholders.</summary>
    public TextTemplate Template(string name, string text)
    {
        var source = text.StartsWith('=') ? $"{{{{{text[1..]}}}}}" : text;
        if (source.Contains("{{#", StringComparison.Ordinal))
        {
            Note("form.template-block", $"“{name}”中不支持 {{{{#if}}}} 和 {{{{#loop}}}}；请使用 FEEL 表达式。",
                $"\"{name}\" must not use {{{{#if}}}} or {{{{#loop}}}}; use a FEEL expression.");
            source = "";
        }

        var (template, found) = TextTemplate.Read(MarkdownText.WithoutMarks(source), path, options);
        problems.AddRange(found);
        return template;
    }

    /// <summary>Reads FEEL: an expression after an equals sign, or a number or truth value as it stands. Null when there is none.</summary>
    public FeelExpression? Expression(string name)
    {
        var source = RawText(name).Trim();
        return source.Length == 0 ? null : TextExpression.Parse(source.TrimStart('='), path, options, problems);
    }

    public void Note(string code, string zh, string en) => problems.Add(new(path, code, new(zh, en)));

    private string RawText(string name) => Property(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => "",
    };

    private JsonElement? Property(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private FormJson At(JsonElement element, string place) => new(element, place, options, problems);
}
