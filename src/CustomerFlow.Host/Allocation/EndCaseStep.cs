using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Allocation;

/// <summary><c>cf:end-case</c>: closes a case that has no cause code, with the outcome of its header.</summary>
internal sealed class EndCaseStep() : InlineStep<NothingToRead>("cf:end-case")
{
    public override Task<NothingToRead> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
        Task.FromResult(new NothingToRead());

    public override StepOutcome Decide(NothingToRead record, StepInput input, DateTimeOffset now) =>
        input.Header("outcome") is not { } outcome
            ? new StepOutcome.Failed("The header \"outcome\" is missing.")
            : StepOutcome.With([new StepEffect.ChangeCase(new CaseChange
            {
                Status = CaseStatus.Closed, Outcome = outcome, IsClosed = true,
            })]);
}

/// <summary>Everything the step needs stands in its headers.</summary>
internal sealed record NothingToRead;
