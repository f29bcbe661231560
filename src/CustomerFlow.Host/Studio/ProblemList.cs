using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Host.Studio;

/// <summary>Problems as a page lists them; those of the open file jump to their place.</summary>
internal sealed record ProblemList(string Pack, IReadOnlyList<Problem> Problems, PackNames Names, string? OpenFile = null)
{
    public bool HasErrors => Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    /// <summary>"1 problem", "3 problems".</summary>
    public string Count => Problems.Count == 1 ? StudioTexts.ProblemOne.ToString() : StudioTexts.Problems.With(Problems.Count);

    public bool IsHere(Problem problem) => problem.Resource == OpenFile;

    public string Address(Problem problem) => PackFile.Address(Pack, problem.Resource, problem.ElementId);
}
