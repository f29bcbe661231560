using System.Diagnostics;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Allocation;

/// <summary>What came of a proposal.</summary>
internal abstract record Proposal
{
    private Proposal()
    {
    }

    public sealed record Started(long CaseKey) : Proposal;

    /// <summary>One for this customer waits for its decision.</summary>
    public sealed record AlreadyOpen : Proposal;

    /// <summary>The workflow is not published.</summary>
    public sealed record NotReady : Proposal;
}

/// <summary>Starts the workflow in which somebody else decides on a change of owner.</summary>
internal sealed class ProposeTransfer(
    ProcessTurns turns, CaseNumbers numbers, SubjectKeys subjects, BusinessClock clock, IOptions<AppOptions> app)
{
    public const string ProcessId = "customer-transfer";
    public const string CaseType = "customer-transfer";

    private const string CaseLetter = "T";

    public async Task<Proposal> StartAsync(Customer customer, OwnerFields fields, TurnActor actor, CancellationToken cancellationToken)
    {
        var year = Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year;
        var number = await numbers.NextAsync(CaseLetter, year, cancellationToken);
        var variables = Variables(customer, fields, actor).With("caseNumber", FeelValue.Of(number));
        StartOutcome outcome;
        try
        {
            outcome = await turns.StartAsync(
                new StartRequest(ProcessId, variables), actor, turn => OpenCaseAsync(turn, customer, number, cancellationToken),
                cancellationToken);
        }
        catch (AlreadyProposedException)
        {
            return new Proposal.AlreadyOpen();
        }

        return outcome switch
        {
            StartOutcome.Started started => new Proposal.Started(started.InstanceKey),
            StartOutcome.NoSuchProcess or StartOutcome.Refused => new Proposal.NotReady(),
            _ => throw new UnreachableException(),
        };
    }

    private async Task OpenCaseAsync(InstanceTurn turn, Customer customer, string number, CancellationToken cancellationToken)
    {
        // One row of the customer at a time: two proposals at once come one after the other.
        await turn.Db.Database.ExecuteSqlAsync(
            $"select from customerflow.customer where key = {customer.Key} for update", cancellationToken);
        if (await turn.Db.Set<CaseRow>().AnyAsync(
            row => row.CustomerKey == customer.Key && row.Type == CaseType && row.ClosedAt == null, cancellationToken))
            throw new AlreadyProposedException();
        // The step that changes the owner only reads: the key that seals the note is there by then.
        await subjects.OpenAsync(turn.Db, customer.Key, cancellationToken);
        turn.Db.Add(new CaseRow
        {
            InstanceKey = turn.InstanceKey, Number = number, Type = CaseType, Title = customer.Name, CustomerKey = customer.Key,
            Owner = turn.Actor.Username, Status = "approving", ReceivedAt = turn.Now, OpenedAt = turn.Now, Fields = "{}", Revision = 1,
        });
    }

    private static FeelContext Variables(Customer customer, OwnerFields fields, TurnActor actor) => FeelContext.Empty
        .With("customerKey", FeelValue.Of(customer.Key))
        .With("fromPerson", Name(fields.From))
        .With("toPerson", Name(fields.To == OwnerFields.Pool ? null : fields.To))
        .With("reason", FeelValue.Of(fields.Reason))
        .With("note", Name(fields.Note?.Trim()))
        .With("proposedBy", FeelValue.Of(actor.Username));

    private static FeelValue Name(string? text) => string.IsNullOrEmpty(text) ? FeelValue.Null : FeelValue.Of(text);

    /// <summary>Takes the start back: a body cannot refuse one otherwise.</summary>
    private sealed class AlreadyProposedException : Exception;
}
