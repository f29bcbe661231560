using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Everything that can be wrong with a set of files, in one list.</summary>
internal static class ReleaseChecks
{
    public static async Task<ImmutableArray<Problem>> CheckAsync(
        CustomerFlowDb db, ParsedRelease parsed, IReadOnlyList<ResourceFile> files, InlineSteps steps, FeelEnvironment environment,
        CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(parsed.Problems);
        AddDoubleNames(files, problems);
        AddDoubleDefinitions(parsed, problems);
        if (parsed.Bpmn.IsEmpty && parsed.Decisions.IsEmpty && parsed.Forms.IsEmpty && problems.Count == 0)
        {
            problems.Add(new Problem(
                ProblemSeverity.Error, "", null, "nothing-to-publish", "没有可以发布的流程、决策表或表单。",
                "There is no workflow, decision table or form to publish."));
        }

        var context = await ContextAsync(db, parsed, files, steps, cancellationToken);
        foreach (var reading in parsed.Bpmn)
        {
            problems.AddRange(DefinitionChecks.Check(reading, context));
            problems.AddRange(StartChecks.Check(reading, environment));
        }

        problems.AddRange(TextFiles.Check(files));
        return problems.ToImmutable();
    }

    private static async Task<CheckContext> ContextAsync(
        CustomerFlowDb db, ParsedRelease parsed, IReadOnlyList<ResourceFile> files, InlineSteps steps, CancellationToken cancellationToken)
    {
        var published = await db.Set<ProcessDefinitionRow>().Where(row => row.IsLatest).Select(row => row.ProcessId)
            .ToHashSetAsync(cancellationToken);
        published.UnionWith(parsed.Bpmn.SelectMany(reading => reading.Processes).Select(process => process.Id));
        var decisions = await db.Set<DecisionDefinitionRow>().Where(row => row.IsLatest).Select(row => row.DecisionId)
            .ToHashSetAsync(cancellationToken);
        decisions.UnionWith(parsed.Decisions.SelectMany(decision => decision.Model.Decisions.Select(one => one.Id)));
        var forms = await db.Set<FormDefinitionRow>().Where(row => row.IsLatest).Select(row => row.FormId)
            .ToHashSetAsync(cancellationToken);
        forms.UnionWith(parsed.Forms.Select(form => form.FormId));
        return new CheckContext
        {
            InlineSteps = [.. steps.Types],
            HasProcess = published.Contains,
            HasDecision = decisions.Contains,
            HasForm = forms.Contains,
            Texts = Texts(files),
        };
    }

    // A pack without any text file has its texts in the drawing: then nothing is checked.
    private static ImmutableDictionary<string, ImmutableHashSet<string>>? Texts(IReadOnlyList<ResourceFile> files)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<string>>();
        foreach (var language in (string[])["zh", "en"])
        {
            var file = files.FirstOrDefault(file => Path.GetFileName(file.Name) == $"texts.{language}.json");
            if (file is not null) texts[language] = Names(file);
        }

        return texts.Count == 0 ? null : texts.ToImmutable();
    }

    private static ImmutableHashSet<string> Names(ResourceFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(property => property.Name)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void AddDoubleNames(IReadOnlyList<ResourceFile> files, ImmutableArray<Problem>.Builder problems)
    {
        foreach (var twice in files.GroupBy(file => file.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(new Problem(
                ProblemSeverity.Error, twice.Key, null, "file-twice", "同名文件出现了不止一次。", "There is more than one file of this name."));
        }
    }

    private static void AddDoubleDefinitions(ParsedRelease parsed, ImmutableArray<Problem>.Builder problems)
    {
        var ids = parsed.Bpmn.SelectMany(reading => reading.Processes.Select(process => (reading.Resource, Id: process.Id)))
            .Concat(parsed.Decisions.SelectMany(decision => decision.Model.Decisions.Select(one => (decision.Resource, one.Id))))
            .Concat(parsed.Forms.Select(form => (form.Resource, Id: form.FormId)));
        var groups = ids.GroupBy(found => found.Id, StringComparer.Ordinal);
        foreach (var twice in groups.Where(group => group.Select(found => found.Resource).Distinct().Count() > 1))
        {
            var resources = string.Join(", ", twice.Select(found => found.Resource));
            problems.Add(new Problem(
                ProblemSeverity.Error, twice.First().Resource, twice.Key, "definition-twice",
                $"编号“{twice.Key}”在多个文件中重复：{resources}。", $"The id \"{twice.Key}\" stands in more than one file: {resources}."));
        }
    }
}
