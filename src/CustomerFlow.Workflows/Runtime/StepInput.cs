using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Runtime;

/// <summary>What an inline step (a job whose type begins with <c>cf:</c>) is told.</summary>
/// <param name="InstanceKey">The instance.</param>
/// <param name="ProcessId">BPMN process id.</param>
/// <param name="ReleaseKey">The pinned release: where its mail texts and forms are.</param>
/// <param name="JobKey">The job.</param>
/// <param name="ElementInstanceKey">The element instance: part of the unique key of every mail that the step queues.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Type">The step's name.</param>
/// <param name="Headers">Custom headers, as the process owner filled them in.</param>
/// <param name="Variables">What the element sees, input mappings included.</param>
/// <param name="Tokens">Where links for customers get their tokens.</param>
/// <param name="FirstKey">The first of <see cref="KeysReserved"/> keys for new rows of this step alone.</param>
public sealed record StepInput(
    long InstanceKey,
    string ProcessId,
    long ReleaseKey,
    long JobKey,
    long ElementInstanceKey,
    string ElementId,
    string Type,
    ImmutableDictionary<string, string> Headers,
    FeelContext Variables,
    LinkTokens Tokens,
    long FirstKey)
{
    /// <summary>Keys that a step may use, from <see cref="FirstKey"/> on.</summary>
    public const int KeysReserved = 32;
}
