using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Collects the problems of one resource while it is read or checked; never leaves the method that made it.</summary>
internal sealed class ProblemLog(string resource)
{
    private readonly ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();

    public string Resource => resource;

    public void Error(string? elementId, string rule, string zh, string en) =>
        problems.Add(new Problem(ProblemSeverity.Error, resource, elementId, rule, zh, en));

    public void Warning(string? elementId, string rule, string zh, string en) =>
        problems.Add(new Problem(ProblemSeverity.Warning, resource, elementId, rule, zh, en));

    public void Add(Problem problem) => problems.Add(problem);

    public ImmutableArray<Problem> All() => problems.ToImmutable();
}
