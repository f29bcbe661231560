using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Public;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Records;

/// <summary>Who enters a change.</summary>
/// <param name="Actor">For history and audit.</param>
/// <param name="PersonKey">Null for a customer by link.</param>
internal sealed record RecordAuthor(TurnActor Actor, long? PersonKey)
{
    public string? Username => Actor.Username;
}

/// <summary>
/// Writes a change in the commit that has it checked by a second person: it starts the workflow, or joins the check of the same customer
/// that is under way, whose task then begins anew so that nobody approves what they have not seen.
/// </summary>
internal sealed class RecordChecks(
    DbPool pool, ProcessTurns turns, CaseNumbers numbers, KeyBlocks keys, BusinessClock clock, IOptions<AppOptions> app)
{
    public const string ProcessId = "customer-intake";
    public const string CaseType = "customer-intake";
    public const string EnteredBy = "enteredBy";

    private const string Changed = "record-changed";
    private const string CaseLetter = "R";
    private const int RunsMax = 3;

    private static readonly AccessScope Scope = AccessScope.System("record-check");

    /// <summary>Runs the body in the turn of the customer's check.</summary>
    /// <param name="customerKey">The customer whose file it is; a new one gets its <see cref="Customer.CheckKey"/> from the body.</param>
    /// <param name="isNew">The body puts the customer on file.</param>
    /// <param name="author">Who enters it.</param>
    /// <param name="body">Writes; runs again from the start on a conflict. What it refuses is not written.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<Saving> RunAsync(
        long customerKey, bool isNew, RecordAuthor author, Func<RecordTurn, Task<Saving>> body, CancellationToken cancellationToken)
    {
        for (var run = 1; run <= RunsMax; run++)
        {
            var saving = !isNew && await OpenAsync(customerKey, cancellationToken) is { } checkKey
                ? await JoinAsync(checkKey, customerKey, author, body, cancellationToken)
                : await StartAsync(customerKey, isNew, author, body, cancellationToken);
            // A check that ended or began between looking and writing: look again.
            if (saving is not null) return saving;
        }

        return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
    }

    /// <summary>The check of a customer that is under way.</summary>
    public async Task<long?> OpenAsync(long customerKey, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var key = await db.Customers.Where(row => row.Key == customerKey).Select(row => row.CheckKey)
            .SingleOrDefaultAsync(cancellationToken);
        return await IsOpenAsync(db, key, cancellationToken) ? key : null;
    }

    private static async Task<bool> IsOpenAsync(CustomerFlowDb db, long? checkKey, CancellationToken cancellationToken) =>
        checkKey is { } key && await db.Set<InstanceRow>().AnyAsync(row => row.Key == key && row.EndedAt == null, cancellationToken);

    private async Task<Saving?> StartAsync(
        long customerKey, bool isNew, RecordAuthor author, Func<RecordTurn, Task<Saving>> body, CancellationToken cancellationToken)
    {
        var year = Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year;
        var number = await numbers.NextAsync(CaseLetter, year, cancellationToken);
        Saving? saving = null;
        var outcome = await turns.StartAsync(new StartRequest(ProcessId, FeelContext.Empty), author.Actor, async turn =>
        {
            saving = null;
            if (!isNew && !await ClaimAsync(turn, customerKey, cancellationToken)) return;
            saving = await body(new RecordTurn(turn.Db, turn.Now, turn.InstanceKey) { Turn = turn });
            if (saving is not Saving.Saved)
            {
                turn.Refuse("The change was refused.");
                return;
            }

            var customer = await turn.Db.Customers.FindAsync([customerKey], cancellationToken)
                ?? throw new InvalidOperationException("The body has put no customer on file.");
            turn.Db.Add(CaseOf(turn, customer, number));
            string[] enterers = author.Username is { } username ? [username] : [];
            turn.StartWith(new FeelContext((await EnterersAsync(turn.Db, enterers, customer.OwnerKey, cancellationToken)).Entries.Concat(
                FeelContext.Empty.With("caseNumber", FeelValue.Of(number)).With("caseKey", FeelValue.Of(turn.InstanceKey))
                    .With("customerKey", FeelValue.Of(customerKey)).With("tier", FeelValue.Of(customer.Tier))
                    .With("occasion", FeelValue.Of(isNew ? "new" : "change")).Entries)));
        }, cancellationToken);
        return outcome is StartOutcome.NoSuchProcess ? await PlainAsync(author, body, cancellationToken) : saving;
    }

    private static async Task<bool> ClaimAsync(InstanceTurn turn, long customerKey, CancellationToken cancellationToken)
    {
        var customer = await turn.Db.Customers.AsTracking().SingleAsync(row => row.Key == customerKey, cancellationToken);
        if (await IsOpenAsync(turn.Db, customer.CheckKey, cancellationToken))
        {
            turn.Refuse("The customer is being checked already.");
            return false;
        }

        // Guarded by the revision: of two that start at once, one runs again and finds the other's.
        customer.CheckKey = turn.InstanceKey;
        return true;
    }

    private Task<Saving?> JoinAsync(
        long checkKey, long customerKey, RecordAuthor author, Func<RecordTurn, Task<Saving>> body, CancellationToken cancellationToken) =>
        turns.RunAsync<Saving?>(checkKey, author.Actor, async turn =>
        {
            if (!turn.Exists || turn.State.IsEnded) return null;
            var saving = await body(new RecordTurn(turn.Db, turn.Now, checkKey) { Turn = turn });
            if (saving is not Saving.Saved)
            {
                turn.Db.ChangeTracker.Clear();
                return saving;
            }

            var known = turn.State.RootVariables.Get(EnteredBy) is FeelList list
                ? list.Items.OfType<FeelText>().Select(name => name.Value).ToList() : [];
            if (author.Username is { } username)
            {
                // The last one is who gets it back when it is rejected.
                known.Remove(username);
                known.Add(username);
            }

            var owner = await turn.Db.Customers.Where(row => row.Key == customerKey).Select(row => row.OwnerKey)
                .SingleAsync(cancellationToken);
            var variables = await EnterersAsync(turn.Db, known, owner, cancellationToken);
            if (await CustomerWaits.FindAsync(turn.Db, checkKey, Changed, cancellationToken) is { } wait)
                await CustomerWaits.TellAsync(turn, wait, variables, keys, cancellationToken);
            else turn.Send(new ProcessEvent.VariablesSet(checkKey, variables, Local: false));
            return saving;
        }, cancellationToken);

    /// <summary>No workflow checks records here: what is entered counts at once.</summary>
    private async Task<Saving> PlainAsync(RecordAuthor author, Func<RecordTurn, Task<Saving>> body, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope with { Actor = author.Actor.AuditName });
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var saving = await body(new RecordTurn(db, clock.Now, null));
        if (saving is not Saving.Saved) return saving;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saving;
    }

    /// <summary>Who may not check it, and the teams that the table of checkers chooses from: those with somebody else in them.</summary>
    private static async Task<FeelContext> EnterersAsync(
        CustomerFlowDb db, IReadOnlyCollection<string> usernames, long? ownerKey, CancellationToken cancellationToken)
    {
        var last = usernames.LastOrDefault();
        var teams = db.Teams.Where(team => db.TeamMembers.Any(member => member.TeamKey == team.Key
            && db.People.Any(person => person.Key == member.PersonKey
                && (last == null ? person.Key == ownerKey : person.UserName == last))));
        var own = await teams.OrderBy(team => team.Slug).Select(team => team.Slug).ToListAsync(cancellationToken);
        var others = await teams.Where(team => db.TeamMembers.Any(member => member.TeamKey == team.Key
                && db.People.Any(person => person.Key == member.PersonKey && person.Active && !usernames.Contains(person.UserName))))
            .OrderBy(team => team.Slug).Select(team => team.Slug).ToListAsync(cancellationToken);
        return FeelContext.Empty.With(EnteredBy, FeelValue.Of(usernames.Select(name => FeelValue.Of(name))))
            .With("ownTeams", FeelValue.Of(own.Select(slug => FeelValue.Of(slug))))
            .With("enteredTeams", FeelValue.Of(others.Select(slug => FeelValue.Of(slug))));
    }

    // Its number names the customer in both languages; the name stands beside it wherever the case is listed.
    private static CaseRow CaseOf(InstanceTurn turn, Customer customer, string number) => new()
    {
        InstanceKey = turn.InstanceKey,
        Number = number,
        Type = CaseType,
        Title = customer.Number,
        CustomerKey = customer.Key,
        Status = "open",
        ReceivedAt = turn.Now,
        OpenedAt = turn.Now,
        Fields = "{}",
        Revision = 1,
    };
}
