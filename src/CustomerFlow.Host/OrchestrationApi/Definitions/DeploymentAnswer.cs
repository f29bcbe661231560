using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.OrchestrationApi.Search;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>What a deployment published; of the parts of an entry exactly one is set.</summary>
internal sealed record DeploymentAnswer(string DeploymentKey, string TenantId, IReadOnlyList<DeploymentAnswer.Entry> Deployments)
{
    public static DeploymentAnswer Of(PublishedRelease published)
    {
        var entries = new List<Entry>();
        var names = published.Resources.ToDictionary(resource => resource.Key, resource => resource.Name);
        foreach (var process in published.Processes)
        {
            entries.Add(new Entry
            {
                ProcessDefinition = new ProcessPart(
                    process.ProcessId, process.Version, process.ResourceName, Tenants.Only, Columns.Key(process.Key)),
            });
        }

        foreach (var model in published.Decisions.GroupBy(decision => decision.ResourceKey))
        {
            entries.AddRange(model.Select(decision => new Entry { DecisionDefinition = Part(decision) }));
            var first = model.First();
            entries.Add(new Entry
            {
                DecisionRequirements = new RequirementsPart(
                    first.RequirementsId, first.RequirementsName ?? first.RequirementsId, model.Max(decision => decision.Version),
                    first.ResourceName, Tenants.Only, Columns.Key(model.Key)),
            });
        }

        entries.AddRange(published.Forms.Select(form => new Entry
        {
            Form = new FormPart(form.FormId, form.Version, names[form.ResourceKey], Tenants.Only, Columns.Key(form.Key)),
        }));
        return new DeploymentAnswer(Columns.Key(published.Release.Key), Tenants.Only, entries);
    }

    private static DecisionPart Part(DecisionDefinitionRow decision) => new(
        decision.DecisionId, decision.Version, decision.Name ?? decision.DecisionId, Tenants.Only, decision.RequirementsId,
        Columns.Key(decision.Key), Columns.Key(decision.ResourceKey));

    /// <summary>One thing that was published.</summary>
    internal sealed record Entry
    {
        public ProcessPart? ProcessDefinition { get; init; }

        public DecisionPart? DecisionDefinition { get; init; }

        public RequirementsPart? DecisionRequirements { get; init; }

        public FormPart? Form { get; init; }

        /// <summary>Other kinds of files are not taken.</summary>
        public ResourcePart? Resource { get; init; }
    }

    internal sealed record ProcessPart(
        string ProcessDefinitionId, int ProcessDefinitionVersion, string ResourceName, string TenantId, string ProcessDefinitionKey);

    internal sealed record DecisionPart(
        string DecisionDefinitionId, int Version, string Name, string TenantId, string DecisionRequirementsId, string DecisionDefinitionKey,
        string DecisionRequirementsKey);

    internal sealed record RequirementsPart(
        string DecisionRequirementsId, string DecisionRequirementsName, int Version, string ResourceName, string TenantId,
        string DecisionRequirementsKey);

    internal sealed record FormPart(string FormId, int Version, string ResourceName, string TenantId, string FormKey);

    internal sealed record ResourcePart(string ResourceId, string ResourceName, int Version, string TenantId, string ResourceKey);
}
