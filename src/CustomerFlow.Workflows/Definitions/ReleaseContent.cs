using System.Collections.Frozen;
using System.Collections.Immutable;
using CustomerFlow.Workflows.Dmn;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>What one release executes: its parsed processes and decisions. Immutable; instances pin it by key.</summary>
public sealed class ReleaseContent
{
    private readonly FrozenDictionary<string, ProcessDefinition> processes;
    private readonly FrozenDictionary<string, DecisionModel> decisions;

    /// <summary>Indexes processes by process id and decision models by the id of each decision in them.</summary>
    public ReleaseContent(long key, ImmutableArray<ProcessDefinition> processes, ImmutableArray<DecisionModel> models)
    {
        Key = key;
        this.processes = processes.ToFrozenDictionary(process => process.Id, StringComparer.Ordinal);
        decisions = models.SelectMany(model => model.Decisions.Select(decision => (decision.Id, model)))
            .ToFrozenDictionary(pair => pair.Id, pair => pair.model, StringComparer.Ordinal);
    }

    /// <summary>The release's key.</summary>
    public long Key { get; }

    /// <summary>All processes.</summary>
    public IEnumerable<ProcessDefinition> Processes => processes.Values;

    /// <summary>The process with that BPMN id, or null.</summary>
    public ProcessDefinition? Process(string processId) => processes.GetValueOrDefault(processId);

    /// <summary>The model that holds that decision, or null.</summary>
    public DecisionModel? Decision(string decisionId) => decisions.GetValueOrDefault(decisionId);
}
