using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>Gives customers of the pool to whom the table chooses, each in a commit of its own with the reason on its record.</summary>
internal sealed class AssignOwner(CustomerFlowDb db, ChooseOwner choose, ChangeOwner change, BusinessClock clock, CurrentPerson me)
{
    /// <summary>Assigns those that still have no owner; the answer is how many found one.</summary>
    public async Task<int> AssignAsync(IReadOnlyList<long> keys, CancellationToken cancellationToken)
    {
        if (await choose.OpenAsync(cancellationToken) is not { } table) return 0;
        var assigned = 0;
        foreach (var key in keys)
        {
            if (await AssignAsync(key, table, cancellationToken)) assigned++;
        }

        return assigned;
    }

    private async Task<bool> AssignAsync(long key, AllocationTable table, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from customerflow.customer where key = {key} for update", cancellationToken);
        var customer = await db.Customers.AsTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.OwnerKey == null && row.MergedIntoKey == null, cancellationToken);
        if (customer is null) return false;
        if (await choose.ChooseAsync(customer, table, cancellationToken) is not { Owner: { } owner } choice) return false;
        var to = await db.People.Where(person => person.UserName == owner).Select(person => person.Key).SingleAsync(cancellationToken);
        await change.WriteAsync(db, customer, new OwnerChange(to, "assigned", "rule", me.Scope.PersonKey)
        {
            Why = choice.Why,
        }, clock.Now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
