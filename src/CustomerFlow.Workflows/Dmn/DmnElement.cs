using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>An element of the requirements graph (DMN §6).</summary>
/// <param name="Id">Element id.</param>
/// <param name="Name">Name of the element.</param>
/// <param name="Type">Type of its variable.</param>
internal abstract record DmnElement(string Id, string Name, FeelType Type)
{
    /// <summary>The name of its variable, under which others read it.</summary>
    public string Variable { get; init; } = Name;

    /// <summary>What it needs; filled when all elements are read, as references may point forward.</summary>
    public List<Requirement> Requirements { get; } = [];

    public sealed record InputData(string Id, string Name, FeelType Type) : DmnElement(Id, Name, Type);

    public sealed record Decision(string Id, string Name, FeelType Type, FeelNode? Logic) : DmnElement(Id, Name, Type);

    public sealed record Knowledge(string Id, string Name, FeelType Type, FeelNode? Logic) : DmnElement(Id, Name, Type);

    public sealed record Service(string Id, string Name, FeelType Type) : DmnElement(Id, Name, Type)
    {
        public List<Decision> Outputs { get; } = [];

        /// <summary>Input data, then input decisions: the parameters in the order in which the service is called.</summary>
        public List<Requirement> Inputs { get; } = [];
    }
}

/// <summary>An element needed by another.</summary>
/// <param name="Target">The element.</param>
/// <param name="Import">Name under which its model is imported; empty for the own model.</param>
internal sealed record Requirement(DmnElement Target, string Import);

/// <summary>A decision that can be evaluated.</summary>
/// <param name="Id">Element id.</param>
/// <param name="Name">Its name.</param>
/// <param name="RequiredDecisions">Ids of the decisions it needs.</param>
/// <param name="Inputs">Names of the input data it needs.</param>
public sealed record DecisionSummary(string Id, string Name, ImmutableArray<string> RequiredDecisions, ImmutableArray<string> Inputs);
