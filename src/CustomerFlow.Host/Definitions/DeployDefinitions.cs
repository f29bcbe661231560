using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Host.Definitions;

/// <summary>Publishes the packs that come with the program, once per start; what an owner published is never replaced.</summary>
internal sealed class DeployDefinitions(Packs packs, ILogger<DeployDefinitions> log)
{
    /// <summary>The packs' folder: it travels with the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>A pack with an error is left out and named: running cases and the other packs do not wait for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var outcome in await packs.LoadAsync(Folder, cancellationToken))
        {
            switch (outcome)
            {
                case PackOutcome.Published published:
                    log.PackPublished(published.Name, published.ReleaseKey);
                    break;
                case PackOutcome.Offered offered:
                    log.PackOffered(offered.Name);
                    break;
                case PackOutcome.Refused refused:
                    foreach (var problem in refused.Problems.Where(problem => problem.Severity == ProblemSeverity.Error))
                        log.PackRefused(refused.Name, problem.Resource, problem.ElementId, problem.Rule, problem.En);
                    break;
            }
        }
    }
}
