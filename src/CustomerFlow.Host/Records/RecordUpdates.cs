using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Records;

/// <summary>What came of wanting a record brought up to date: a closed family.</summary>
internal abstract record UpdateOutcome
{
    private UpdateOutcome()
    {
    }

    public sealed record Started : UpdateOutcome;

    /// <summary>Somebody is at it already.</summary>
    public sealed record AlreadyOpen : UpdateOutcome;

    /// <summary>No such record, or no workflow for it is published.</summary>
    public sealed record NotPossible : UpdateOutcome;
}

/// <summary>Starts the workflow that brings a record up to date; never a second one of a customer while one is open.</summary>
internal sealed class RecordUpdates(DbPool pool, ProcessTurns turns, CaseNumbers numbers, BusinessClock clock, IOptions<AppOptions> app)
{
    public const string ProcessId = "record-update";
    public const string CaseType = "record-update";
    public const string AskStaff = "staff";
    public const string AskByMail = "mail";

    private const string CaseLetter = "U";

    private static readonly AccessScope Scope = AccessScope.System("record-update");

    /// <param name="customerKey">Whose record.</param>
    /// <param name="contactKey">Whom to ask by mail; null for the first who can be asked.</param>
    /// <param name="ask"><see cref="AskStaff"/> or <see cref="AskByMail"/>.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<UpdateOutcome> StartAsync(
        long customerKey, long? contactKey, string ask, TurnActor actor, CancellationToken cancellationToken)
    {
        await using (var db = pool.Open(Scope))
        {
            if (await IsOpenAsync(db, customerKey, cancellationToken)) return new UpdateOutcome.AlreadyOpen();
        }

        var year = Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year;
        var number = await numbers.NextAsync(CaseLetter, year, cancellationToken);
        UpdateOutcome? outcome = null;
        var started = await turns.StartAsync(new StartRequest(ProcessId, FeelContext.Empty), actor, async turn =>
        {
            // Two nodes, or a job and a colleague, at once: the second waits here and finds the case of the first.
            await turn.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({customerKey})", cancellationToken);
            outcome = await IsOpenAsync(turn.Db, customerKey, cancellationToken) ? new UpdateOutcome.AlreadyOpen() : null;
            var customer = await turn.Db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == customerKey, cancellationToken);
            if (outcome is not null || customer is null)
            {
                turn.Refuse("An update is open, or the customer is gone.");
                return;
            }

            turn.Db.Add(CaseOf(turn, customer, contactKey, number));
            var contact = contactKey ?? await FirstAsync(turn.Db, customerKey, cancellationToken);
            var owner = await turn.Db.People.Where(row => row.Key == customer.OwnerKey && row.Active).Select(row => row.UserName)
                .SingleOrDefaultAsync(cancellationToken);
            turn.StartWith(FeelContext.Empty.With("caseNumber", FeelValue.Of(number)).With("caseKey", FeelValue.Of(turn.InstanceKey))
                .With("customerKey", FeelValue.Of(customerKey))
                .With("contactKey", contact is { } key ? FeelValue.Of(key) : FeelValue.Null)
                .With("tier", FeelValue.Of(customer.Tier)).With("ask", FeelValue.Of(ask)).With("owner", FeelValue.Of(owner)));
        }, cancellationToken);
        return started is StartOutcome.Started ? new UpdateOutcome.Started() : outcome ?? new UpdateOutcome.NotPossible();
    }

    private static Task<bool> IsOpenAsync(CustomerFlowDb db, long customerKey, CancellationToken cancellationToken) =>
        db.Set<CaseRow>().AnyAsync(
            row => row.CustomerKey == customerKey && row.Type == CaseType && row.ClosedAt == null
                && db.Set<InstanceRow>().Any(instance => instance.Key == row.InstanceKey && instance.EndedAt == null),
            cancellationToken);

    private static Task<long?> FirstAsync(CustomerFlowDb db, long customerKey, CancellationToken cancellationToken) =>
        db.Contacts.Where(row => row.CustomerKey == customerKey && row.ErasedAt == null && row.LeftAt == null)
            .OrderBy(row => row.EmailSealed == null).ThenBy(row => row.Key).Select(row => (long?)row.Key)
            .FirstOrDefaultAsync(cancellationToken);

    private static CaseRow CaseOf(InstanceTurn turn, Customer customer, long? contactKey, string number) => new()
    {
        InstanceKey = turn.InstanceKey,
        Number = number,
        Type = CaseType,
        Title = customer.Number,
        CustomerKey = customer.Key,
        ContactKey = contactKey,
        Status = "open",
        ReceivedAt = turn.Now,
        OpenedAt = turn.Now,
        Fields = "{}",
        Revision = 1,
    };
}
