using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Writes the rows of one release: files, versions of each definition, and what starts the newest ones.</summary>
internal sealed class ReleaseWriter(CustomerFlowDb db, KeyBlocks keys, DateTimeOffset now, WorkflowOptions options)
{
    public async Task<long> WriteAsync(Publication publication, ParsedRelease parsed, byte[] hash, CancellationToken cancellationToken)
    {
        var release = new ReleaseRow
        {
            Key = await keys.NextAsync(cancellationToken), Name = publication.Name, Hash = hash, Origin = publication.Origin,
            PublishedBy = publication.By, Note = publication.Note, PublishedAt = now, IsLatest = true,
        };
        db.Add(release);
        var resources = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in publication.Files)
        {
            resources[file.Name] = await keys.NextAsync(cancellationToken);
            db.Add(new ResourceRow { Key = resources[file.Name], ReleaseKey = release.Key, Name = file.Name, Content = file.Content });
        }

        foreach (var reading in parsed.Bpmn)
        {
            foreach (var process in reading.Processes)
                await AddProcessAsync(process, reading.Resource, resources[reading.Resource], release.Key, cancellationToken);
        }

        foreach (var (resource, model) in parsed.Decisions)
        {
            foreach (var decision in model.Decisions)
                await AddDecisionAsync(decision, model, (resource, resources[resource]), release.Key, cancellationToken);
        }

        foreach (var (resource, formId) in parsed.Forms) await AddFormAsync(formId, resources[resource], release.Key, cancellationToken);
        return release.Key;
    }

    private async Task AddProcessAsync(
        ProcessDefinition process, string resource, long resourceKey, long releaseKey, CancellationToken cancellationToken)
    {
        var rows = db.Set<ProcessDefinitionRow>();
        var version = 1 + (await rows.Where(row => row.ProcessId == process.Id).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0);
        await rows.Where(row => row.ProcessId == process.Id && row.IsLatest)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.IsLatest, false), cancellationToken);
        var definition = new ProcessDefinitionRow
        {
            Key = await keys.NextAsync(cancellationToken), ReleaseKey = releaseKey, ResourceKey = resourceKey, ResourceName = resource,
            ProcessId = process.Id, Name = process.Name, Version = version, VersionTag = process.VersionTag,
            StartFormId = StartForm(process), IsLatest = true,
        };
        db.Add(definition);
        await db.Set<StartSubscriptionRow>().Where(row => row.ProcessId == process.Id).ExecuteDeleteAsync(cancellationToken);
        foreach (var subscription in DefinitionSubscriptions.Of(process))
        {
            if (await SubscriptionAsync(subscription, definition, cancellationToken) is { } row) db.Add(row);
        }
    }

    private async Task<StartSubscriptionRow?> SubscriptionAsync(
        StartSubscription subscription, ProcessDefinitionRow definition, CancellationToken cancellationToken)
    {
        var environment = new FeelEnvironment(now, options.TimeZoneId, FeelLimits.Default, options.Functions);
        (StartTrigger Trigger, string? Name, StartTimer? Timer) start = subscription.Trigger switch
        {
            EventTrigger.Message message => (StartTrigger.Message, StartChecks.NameOf(message.Name, environment), null),
            EventTrigger.Signal signal => (StartTrigger.Signal, StartChecks.NameOf(signal.Name, environment), null),
            EventTrigger.Timer timer when StartTimers.First(timer, environment) is { } first => (StartTrigger.Timer, first.Cycle, first),
            _ => (default, null, null),
        };
        if (start.Name is null) return null;
        return new StartSubscriptionRow
        {
            Key = await keys.NextAsync(cancellationToken), Trigger = start.Trigger, ProcessId = definition.ProcessId,
            ProcessDefinitionKey = definition.Key, ReleaseKey = definition.ReleaseKey,
            ElementId = subscription.ElementId, Name = start.Name,
            DueAt = start.Timer?.DueAt, RunsLeft = start.Timer?.RunsLeft,
        };
    }

    private async Task AddDecisionAsync(
        DecisionSummary decision, DecisionModel model, (string Name, long Key) resource, long releaseKey,
        CancellationToken cancellationToken)
    {
        var rows = db.Set<DecisionDefinitionRow>();
        var before = await rows.Where(row => row.DecisionId == decision.Id).MaxAsync(row => (int?)row.Version, cancellationToken);
        var version = 1 + (before ?? 0);
        await rows.Where(row => row.DecisionId == decision.Id && row.IsLatest)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.IsLatest, false), cancellationToken);
        db.Add(new DecisionDefinitionRow
        {
            Key = await keys.NextAsync(cancellationToken), ReleaseKey = releaseKey, ResourceKey = resource.Key,
            ResourceName = resource.Name, DecisionId = decision.Id, Name = decision.Name, RequirementsId = model.Id,
            RequirementsName = model.Name, Version = version, IsLatest = true,
        });
    }

    private async Task AddFormAsync(string formId, long resourceKey, long releaseKey, CancellationToken cancellationToken)
    {
        var rows = db.Set<FormDefinitionRow>();
        var version = 1 + (await rows.Where(row => row.FormId == formId).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0);
        await rows.Where(row => row.FormId == formId && row.IsLatest)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.IsLatest, false), cancellationToken);
        db.Add(new FormDefinitionRow
        {
            Key = await keys.NextAsync(cancellationToken), ReleaseKey = releaseKey, ResourceKey = resourceKey, FormId = formId,
            Version = version, IsLatest = true,
        });
    }

    private static string? StartForm(ProcessDefinition process) =>
        process.ChildrenOf(process.Id).OfType<Element.StartEvent>().FirstOrDefault(start => start.Trigger is EventTrigger.None)
            ?.FormId;
}
