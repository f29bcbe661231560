using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>What a BPMN file holds.</summary>
/// <param name="Processes">The executable processes, global tasks included; to be run only when no problem is an error.</param>
/// <param name="Problems">What could not be read. <see cref="DefinitionChecks"/> adds what is read but wrong.</param>
/// <param name="Document">The file itself, to be written back.</param>
public sealed record BpmnReading(ImmutableArray<ProcessDefinition> Processes, ImmutableArray<Problem> Problems, BpmnDocument Document)
{
    /// <summary>The file's name.</summary>
    public string Resource { get; init; } = "";
}
