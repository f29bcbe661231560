using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>Who should look after a customer by the table and the day's load.</summary>
/// <param name="Owner">Username; null leaves the customer in the pool.</param>
/// <param name="Reason">One of the codes of <see cref="CaseAssignment"/>.</param>
/// <param name="Why">JSON for the transfer record: rule, inputs, everybody who was looked at.</param>
internal sealed record OwnerChoice(string? Owner, string Reason, string Why);

/// <summary>
/// A table says team, skill and whether a senior person is needed; of the people who are there and have the skill the one with the
/// fewest customers of that tier is chosen, deputies standing in. Who is at the limit gets none.
/// </summary>
internal sealed class ChooseOwner(CustomerFlowDb db, AllocationTables tables, AllocationTeam teams)
{
    public Task<AllocationTable?> OpenAsync(CancellationToken cancellationToken) =>
        tables.OpenAsync(AllocationTables.AssignOwner, cancellationToken);

    /// <summary>What would be done now, without doing it; null when the customer has an owner or no table is published.</summary>
    public async Task<OwnerChoice?> SuggestAsync(long key, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.OwnerKey == null && row.MergedIntoKey == null, cancellationToken);
        return customer is not null && await OpenAsync(cancellationToken) is { } table
            ? await ChooseAsync(customer, table, cancellationToken) : null;
    }

    public async Task<OwnerChoice?> ChooseAsync(Customer customer, AllocationTable table, CancellationToken cancellationToken)
    {
        var inputs = FeelContext.Empty
            .With("tier", FeelValue.Of(customer.Tier)).With("industry", FeelValue.Of(customer.Industry))
            .With("region", FeelValue.Of(customer.Region)).With("language", FeelValue.Of(customer.Language))
            .With("needs", FeelValue.Of(customer.Needs.Select(FeelValue.Of)));
        if (table.Ask(inputs) is not { } answer || answer.Values.Text("team") is not { } slug) return null;
        var skill = answer.Values.Text("skill");
        var isSeniorNeeded = answer.Values.Flag("senior");
        var team = await teams.ReadAsync(db, slug, skill, customer.Tier, cancellationToken);
        var choice = CaseAssignment.Choose(team, isSeniorNeeded);
        // A customer can wait in the pool, where others see it; a case cannot.
        var isFull = choice.Owner is { } name && team.People.First(person => person.Username == name).OpenCases >= team.CapacityPerMember;
        var reason = isFull ? CaseAssignment.AboveCapacity : choice.Reason;
        var why = choice.Explain(slug, isSeniorNeeded)
            .With("reason", FeelValue.Of(reason)).With("skill", FeelValue.Of(skill)).With("inputs", inputs)
            .With("rule", FeelValue.Of(answer.RuleId)).With("limit", FeelValue.Of((long)team.CapacityPerMember))
            .With("release", FeelValue.Of(table.ReleaseKey.ToString(CultureInfo.InvariantCulture)));
        return new OwnerChoice(isFull ? null : choice.Owner, reason, FeelJson.ToText(why));
    }
}
