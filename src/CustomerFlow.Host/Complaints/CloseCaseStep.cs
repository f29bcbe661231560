using System.Collections.Immutable;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// <c>cf:close-case</c>: records cause and outcome and stops all clocks. A complaint without a cause code is a
/// failure to be repaired; other cases need none.
/// </summary>
internal sealed class CloseCaseStep() : InlineStep<ClosableCase>("cf:close-case")
{
    public const string Unresolved = "closed-unresolved";

    public override async Task<ClosableCase> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) => new(
        await reader.Db.Complaints.AnyAsync(row => row.InstanceKey == input.InstanceKey, cancellationToken),
        await ClockFacts.ReadAsync(reader.Db, input.InstanceKey, cancellationToken),
        await CaseLinks.OpenAsync(reader.Db, input.InstanceKey, CaseLinks.Decision, cancellationToken));

    public override StepOutcome Decide(ClosableCase record, StepInput input, DateTimeOffset now)
    {
        var causeCode = input.Variables.Text("causeCode");
        if (causeCode is null && record.HasComplaint)
            return new StepOutcome.Failed("A case is closed with a cause code only: set the variable causeCode and try again.");
        var outcome = input.Header("outcome") == Unresolved ? "unresolved" : "resolved";
        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        foreach (var clock in record.Clocks) effects.Add(new StepEffect.StopClock(clock.Name));
        effects.Add(new StepEffect.ChangeCase(new CaseChange
        {
            Status = CaseStatus.Closed, Outcome = outcome, IsClosed = true,
            Fields = FeelContext.Empty.With("causeCode", FeelValue.Of(causeCode))
                .With("answer", FeelValue.Of(input.Variables.Text("answer"))),
        }));
        if (record.HasComplaint)
        {
            effects.Add(new StepEffect.ChangeRow(typeof(Complaint), input.InstanceKey, ImmutableDictionary<string, object?>.Empty
                .Add(nameof(Complaint.CauseCode), causeCode).Add(nameof(Complaint.Outcome), outcome)));
        }

        effects.AddRange(CaseLinks.Revoke(record.OpenDecisionLinks, now));
        return new StepOutcome.Completed(FeelContext.Empty, effects.ToImmutable());
    }
}

/// <summary>What closing a case touches.</summary>
internal sealed record ClosableCase(bool HasComplaint, ImmutableArray<RunningClock> Clocks, ImmutableArray<long> OpenDecisionLinks);
