using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Reads decision files for a release.</summary>
internal static class DecisionFiles
{
    public static DecisionModel? Read(ResourceFile file, ImmutableArray<Problem>.Builder problems)
    {
        var reading = DmnReader.Read(file.Content);
        foreach (var problem in reading.Problems)
        {
            problems.Add(new Problem(
                ProblemSeverity.Error, file.Name, problem.ElementId.Length == 0 ? null : problem.ElementId, problem.Code,
                $"这个决策表有错误（{problem.Code}）：{string.Join("，", problem.Arguments)}", problem.Message));
        }

        return reading.Model;
    }
}
