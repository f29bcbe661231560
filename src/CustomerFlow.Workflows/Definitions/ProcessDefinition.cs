using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>One executable process of a BPMN file: an immutable graph, shared between threads.</summary>
public sealed class ProcessDefinition
{
    private readonly FrozenDictionary<string, Element> elements;
    private readonly FrozenDictionary<string, SequenceFlow> flows;
    private readonly FrozenDictionary<string, ImmutableArray<Element>> children;
    private readonly FrozenDictionary<string, ImmutableArray<Element.BoundaryEvent>> boundaries;

    /// <summary>Builds the look-up tables; ids are unique (the reader has checked).</summary>
    public ProcessDefinition(string id, string? name, string? versionTag, ImmutableArray<Element> all)
    {
        Id = id;
        Name = name;
        VersionTag = versionTag;
        Elements = all;
        elements = all.ToFrozenDictionary(element => element.Id, StringComparer.Ordinal);
        flows = all.SelectMany(element => element.Outgoing).ToFrozenDictionary(flow => flow.Id, StringComparer.Ordinal);
        children = all.GroupBy(element => element.ScopeId)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        boundaries = all.OfType<Element.BoundaryEvent>().GroupBy(boundary => boundary.AttachedToId)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The BPMN process id.</summary>
    public string Id { get; }

    /// <summary>The process's name on the diagram.</summary>
    public string? Name { get; }

    /// <summary><c>zeebe:versionTag</c>, if any.</summary>
    public string? VersionTag { get; }

    /// <summary>Every element of every scope, in file order.</summary>
    public ImmutableArray<Element> Elements { get; }

    /// <summary>The element with that id; throws when there is none (a bug: references were checked at deployment).</summary>
    public Element this[string elementId] => elements[elementId];

    /// <summary>The element with that id, or null.</summary>
    public Element? Find(string elementId) => elements.GetValueOrDefault(elementId);

    /// <summary>The sequence flow with that id; throws when there is none.</summary>
    public SequenceFlow Flow(string flowId) => flows[flowId];

    /// <summary>The elements directly inside a scope (a sub-process's id, or the process's own).</summary>
    public ImmutableArray<Element> ChildrenOf(string scopeId) => children.TryGetValue(scopeId, out var found) ? found : [];

    /// <summary>The boundary events attached to an activity.</summary>
    public ImmutableArray<Element.BoundaryEvent> BoundariesOf(string activityId) =>
        boundaries.TryGetValue(activityId, out var found) ? found : [];
}
