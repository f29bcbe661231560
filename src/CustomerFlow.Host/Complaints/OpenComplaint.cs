using System.Collections.Immutable;
using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Customers;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// Takes a complaint in: customer, contact, complaint, case, status link and the first steps of the process, all in one commit.
/// Whoever asks (API, public form, staff) comes through here.
/// </summary>
internal sealed class OpenComplaint(
    ProcessTurns turns, Complainants complainants, SubjectKeys subjects, CaseNumbers numbers, CustomerNumbers customers, KeyBlocks keys,
    RepeatedRequests repeated, BusinessClock clock, IOptions<AppOptions> app)
{
    public const string ProcessId = "complaint";
    public const string CaseType = "complaint";

    private const string CaseLetter = "C";

    /// <summary>How long a customer can look back at a complaint.</summary>
    public static readonly TimeSpan StatusLinkLifetime = TimeSpan.FromDays(2 * 365);

    public async Task<OpenOutcome> RunAsync(NewComplaint complaint, TurnActor actor, RequestMark? mark, CancellationToken cancellationToken)
    {
        var problems = ComplaintRules.Check(complaint, clock.Now);
        if (problems.Length > 0) return new OpenOutcome.Invalid(problems);
        if (mark is not null && await repeated.FindAsync(mark, cancellationToken) is { } earlier) return Again(earlier);
        var year = Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year;
        var caseNumber = await numbers.NextAsync(CaseLetter, year, cancellationToken);
        var customerNumber = await customers.NextAsync(cancellationToken);
        var token = LinkToken.Create();
        var start = new StartRequest(ProcessId, FeelContext.Empty);
        OpenedComplaint? opened = null;
        try
        {
            var outcome = await turns.StartAsync(start, actor, async turn =>
            {
                var (customer, contact) = await complainants.FindOrAddAsync(
                    turn.Db, complaint, customerNumber, turn.Now, cancellationToken);
                var row = await AddComplaintAsync(turn, complaint, customer, contact, cancellationToken);
                AddCase(turn, row, caseNumber);
                turn.Db.Add(StatusLink(turn, row, token, await keys.NextAsync(cancellationToken)));
                opened = new OpenedComplaint(caseNumber, turn.InstanceKey, token.Text);
                if (mark is not null) turn.Db.Add(repeated.Row(mark, opened, turn.Now));
                turn.StartWith(Variables(row, customer, caseNumber));
            }, cancellationToken);
            return outcome switch
            {
                StartOutcome.Started => new OpenOutcome.Opened(opened!),
                StartOutcome.NoSuchProcess or StartOutcome.Refused => new OpenOutcome.NotReady(),
                _ => throw new UnreachableException(),
            };
        }
        catch (DbUpdateException exception) when (mark is not null && RepeatedRequests.IsRepetition(exception))
        {
            // The same request came twice at once: the other one has won, and its answer counts.
            var first = await repeated.FindAsync(mark, cancellationToken);
            return first is null ? throw new UnreachableException("The request that won has left no answer.") : Again(first);
        }
    }

    private static OpenOutcome Again(RepeatOutcome earlier) => earlier switch
    {
        RepeatOutcome.Same same => new OpenOutcome.Opened(same.Complaint),
        RepeatOutcome.Other => new OpenOutcome.KeyUsedOtherwise(),
        _ => throw new UnreachableException(),
    };

    private async Task<Complaint> AddComplaintAsync(
        InstanceTurn turn, NewComplaint said, Customer customer, Contact contact, CancellationToken cancellationToken)
    {
        var dataKey = await subjects.OpenAsync(turn.Db, contact.Key, cancellationToken);
        var complaint = new Complaint
        {
            InstanceKey = turn.InstanceKey,
            CustomerKey = customer.Key,
            ContactKey = contact.Key,
            SealedFor = contact.Key,
            Subject = said.Subject!.Trim(),
            DescriptionSealed = FieldProtector.Seal(dataKey, ComplaintColumns.Description, said.Description!.Trim()),
            RemedyWantedSealed = FieldProtector.Seal(dataKey, ComplaintColumns.RemedyWanted, Given(said.RemedyWanted)),
            Category = said.Category!,
            Severity = said.Severity!,
            Amount = said.Amount,
            Channel = said.Channel!,
            Language = said.Language!,
            ReceivedAt = said.ReceivedAt is { } received && received < turn.Now ? received.ToUniversalTime() : turn.Now,
            EnteredAt = turn.Now,
            EnteredByKey = said.EnteredByKey,
            Product = Given(said.Product),
        };
        if (said.NamedPersonKey is { } named)
            complaint.RestrictTo(named, await NextLevel.AboveAsync(turn.Db, named, cancellationToken));
        else if (said.NamesEmployee)
            complaint.RestrictUntilNamed(await NextLevel.HighestAsync(turn.Db, cancellationToken));
        turn.Db.Add(complaint);
        return complaint;
    }

    /// <summary>Written before the process moves, so that its first steps find the case.</summary>
    private static void AddCase(InstanceTurn turn, Complaint complaint, string number) => turn.Db.Add(new CaseRow
    {
        InstanceKey = turn.InstanceKey,
        Number = number,
        Type = CaseType,
        Title = complaint.Subject,
        CustomerKey = complaint.CustomerKey,
        ContactKey = complaint.ContactKey,
        Status = "received",
        ReceivedAt = complaint.ReceivedAt,
        OpenedAt = turn.Now,
        Fields = FeelJson.ToText(FeelContext.Empty
            .With("category", FeelValue.Of(complaint.Category)).With("severity", FeelValue.Of(complaint.Severity))
            .With("channel", FeelValue.Of(complaint.Channel))),
        Revision = 1,
    });

    private static PublicLink StatusLink(InstanceTurn turn, Complaint complaint, LinkToken token, long key) => new()
    {
        Key = key,
        TokenHash = token.Hash,
        Purpose = "status",
        CaseKey = turn.InstanceKey,
        ContactKey = complaint.ContactKey,
        CreatedAt = turn.Now,
        ExpiresAt = turn.Now + StatusLinkLifetime,
    };

    /// <summary>Keys and codes only: variables are kept for good, so that a person can be erased without touching history.</summary>
    private static FeelContext Variables(Complaint complaint, Customer customer, string caseNumber) => FeelContext.Empty
        .With("caseNumber", FeelValue.Of(caseNumber))
        .With("caseKey", FeelValue.Of(complaint.InstanceKey))
        .With("customerKey", FeelValue.Of(complaint.CustomerKey))
        .With("contactKey", complaint.ContactKey is { } contactKey ? FeelValue.Of(contactKey) : FeelValue.Null)
        .With("tier", FeelValue.Of(customer.Tier))
        .With("category", FeelValue.Of(complaint.Category))
        .With("severity", FeelValue.Of(complaint.Severity))
        .With("amount", complaint.Amount is { } amount ? FeelValue.Of(amount) : FeelValue.Null)
        .With("channel", FeelValue.Of(complaint.Channel))
        .With("language", FeelValue.Of(complaint.Language))
        .With("restricted", FeelValue.Of(complaint.Restricted))
        .With("receivedAt", FeelValue.Of(complaint.ReceivedAt));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What the one who complained gets: all that is needed to come back to it.</summary>
internal sealed record OpenedComplaint(string Number, long Key, string StatusToken)
{
    public string StatusPath => $"/s/{StatusToken}";
}

/// <summary>What came of a complaint that arrived: a closed family.</summary>
internal abstract record OpenOutcome
{
    private OpenOutcome()
    {
    }

    /// <summary>Committed now, or by an earlier request with the same key.</summary>
    public sealed record Opened(OpenedComplaint Complaint) : OpenOutcome;

    /// <summary>Nothing was written.</summary>
    public sealed record Invalid(ImmutableArray<ComplaintProblem> Problems) : OpenOutcome;

    /// <summary>The request's key was used for another complaint before.</summary>
    public sealed record KeyUsedOtherwise : OpenOutcome;

    /// <summary>No workflow for complaints is published.</summary>
    public sealed record NotReady : OpenOutcome;
}
