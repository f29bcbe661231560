using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>One file of a release.</summary>
/// <param name="Name">With folders and forward slashes, unique in the release.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ResourceFile(string Name, byte[] Content);

/// <summary>Reads the files of a release: what runs (processes, decisions) and what is looked up (forms).</summary>
internal static class ReleaseParsing
{
    public static ParsedRelease Parse(IReadOnlyList<ResourceFile> files)
    {
        var bpmn = ImmutableArray.CreateBuilder<BpmnReading>();
        var models = ImmutableArray.CreateBuilder<(string Resource, DecisionModel Model)>();
        var forms = ImmutableArray.CreateBuilder<(string Resource, string FormId)>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var file in files)
        {
            switch (Path.GetExtension(file.Name).ToLowerInvariant())
            {
                case ".bpmn":
                    bpmn.Add(BpmnReader.Read(file.Name, file.Content) with { Resource = file.Name });
                    break;
                case ".dmn":
                    if (DecisionFiles.Read(file, problems) is { } model) models.Add((file.Name, model));
                    break;
                case ".form":
                    if (ReadFormId(file, problems) is { } formId) forms.Add((file.Name, formId));
                    break;
            }
        }

        return new ParsedRelease(bpmn.ToImmutable(), models.ToImmutable(), forms.ToImmutable(), problems.ToImmutable());
    }

    private static string? ReadFormId(ResourceFile file, ImmutableArray<Problem>.Builder problems)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Content, new JsonDocumentOptions { MaxDepth = 64 });
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String)
            {
                return id.GetString();
            }

            problems.Add(new Problem(
                ProblemSeverity.Error, file.Name, null, "form-without-id", "这个表单没有编号（id）。", "This form has no id."));
        }
        catch (JsonException)
        {
            problems.Add(new Problem(
                ProblemSeverity.Error, file.Name, null, "form-not-json", "这个文件不是有效的表单。", "This file is not a valid form."));
        }

        return null;
    }
}

/// <summary>The files of a release, read.</summary>
internal sealed record ParsedRelease(
    ImmutableArray<BpmnReading> Bpmn,
    ImmutableArray<(string Resource, DecisionModel Model)> Decisions,
    ImmutableArray<(string Resource, string FormId)> Forms,
    ImmutableArray<Problem> Problems)
{
    public ReleaseContent ToContent(long releaseKey) => new(
        releaseKey, [.. Bpmn.SelectMany(reading => reading.Processes)], [.. Decisions.Select(decision => decision.Model)]);
}
