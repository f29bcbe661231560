using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>The words of a form in one language, with their placeholders filled.</summary>
internal sealed record FormWords(string FormId, Func<string, string?> Texts, FeelContext Data, FormContext Context, ValueFormat Format)
{
    /// <summary>Answers the text that stands beside the form in this language, without placeholders; null when there is none.</summary>
    public string? Own(string name, string part) => Texts($"{FormId}.{name}.{part}");

    /// <summary>Answers a text as plain text.</summary>
    public string Text(string name, string part, TextTemplate fallback) => Fill(Template(name, part, fallback));

    /// <summary>Answers a Markdown text as HTML.</summary>
    public string Html(string name, string part, TextTemplate fallback)
    {
        var template = Template(name, part, fallback);
        return MarkdownHtml.Write(MarkdownText.Parse(template, Values(template)), MarkdownStyle.Page);
    }

    /// <summary>Puts values into a text.</summary>
    public string Fill(TextTemplate template)
    {
        var values = Values(template);
        return template.Join(index => values[index]);
    }

    /// <summary>Writes a value for people; empty when there is none.</summary>
    public string Value(FeelValue value) => Format.Write(value) ?? "";

    private TextTemplate Template(string name, string part, TextTemplate fallback) =>
        Own(name, part) is { } text ? TextTemplate.Read(MarkdownText.WithoutMarks(text), $"{FormId}.{name}.{part}").Template : fallback;

    private System.Collections.Immutable.ImmutableArray<string> Values(TextTemplate template) =>
        TextFilling.Of(template, FormId, Data, Context.Environment, Format).Values;
}
