using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>
/// Reads <c>*.form</c> files as form-js writes them. A component that the server cannot render, and with it the whole form, is refused:
/// <c>html</c> and <c>iframe</c> (foreign markup in our pages), <c>filepicker</c>, <c>documentPreview</c> and <c>dynamiclist</c>, and
/// whatever is unknown. Properties that only matter to the editor are passed over.
/// </summary>
public static class FormReader
{
    /// <summary>The most components of a form.</summary>
    public const int ComponentsMax = 300;

    /// <summary>How deep groups may be nested.</summary>
    public const int DepthMax = 8;

    /// <summary>Reads a form.</summary>
    /// <param name="json">The file.</param>
    /// <param name="options">How FEEL is read; null for the usual way.</param>
    public static FormReading Read(string json, FeelParseOptions? options = null)
    {
        var problems = new List<Problem>();
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 64, AllowDuplicateProperties = false });
            var form = Read(new FormJson(document.RootElement, "$", options, problems));
            return new(problems.Count == 0 ? form : null, [.. problems]);
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            return new(null, [new("$", "form.json-invalid", new(
                $"第 {line} 行附近不是有效的 JSON。", $"This is not valid JSON near line {line}."))]);
        }
    }

    private static FormSchema Read(FormJson root)
    {
        var id = root.Text("id") ?? "form";
        var components = new FormComponents(root.Problems).Read(root, null, 0);
        var form = new FormSchema(id, components);
        foreach (var twice in form.All.GroupBy(component => component.Id).Where(same => same.Count() > 1))
        {
            root.Problems.Add(new(twice.Key, "form.id-twice", new(
                $"有多个组件的编号都是“{twice.Key}”。", $"Several components have the id \"{twice.Key}\".")));
        }

        CheckPaths(form, root.Problems);
        return form;
    }

    // Two answers in one place would overwrite each other.
    private static void CheckPaths(FormSchema form, List<Problem> problems)
    {
        var taken = new List<FormPath>();
        foreach (var component in form.All)
        {
            var path = component switch
            {
                FormComponent.Field field => field.Path,
                FormComponent.Computed computed => computed.Path,
                _ => null,
            };
            if (path is null) continue;
            if (taken.Any(path.Meets)) problems.Add(new(component.Id, "form.key-twice", new(
                $"“{path}”已被另一个组件使用。", $"\"{path}\" is already used by another component.")));
            taken.Add(path);
        }
    }
}

/// <summary>What came of reading a form.</summary>
/// <param name="Form">The form; null when there are problems.</param>
/// <param name="Problems">Everything that is wrong; the path is the id of the component.</param>
public sealed record FormReading(FormSchema? Form, ImmutableArray<Problem> Problems);
