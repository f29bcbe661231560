using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Instances;

/// <summary>What the engine knows about a case: its flow chart, its history, its failures.</summary>
internal sealed class CaseStory(CustomerFlowDb db, CaseFlow flow, CaseTimeline timeline, FailureQueries failures, ReleaseReader releases)
{
    public async Task<(ReleasePages Pages, FlowChart? Flow, Timeline Timeline, IReadOnlyList<FailureLine> Failures)> OfAsync(
        long instanceKey, CancellationToken cancellationToken)
    {
        var releaseKey = await db.Set<InstanceRow>().Where(row => row.Key == instanceKey).Select(row => row.ReleaseKey)
            .SingleAsync(cancellationToken);
        return (
            await releases.OfReleaseAsync(releaseKey, cancellationToken),
            await flow.OfAsync(instanceKey, cancellationToken),
            await timeline.OfAsync(instanceKey, cancellationToken),
            await failures.OfInstanceAsync(instanceKey, cancellationToken));
    }
}
