using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Reads decision files for a release.</summary>
internal static class DecisionFiles
{
    public static DecisionModel? Read(ResourceFile file, ImmutableArray<Problem>.Builder problems) => throw new NotImplementedException();

    public static IEnumerable<DecisionDescription> Describe(DecisionModel model) => throw new NotImplementedException();
}

/// <summary>A decision as it is listed.</summary>
internal sealed record DecisionDescription(string Id, string? Name, string RequirementsId, string? RequirementsName);
