using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Customers;

/// <summary>A customer with the records that were merged into it: what happened to one of them happened to the customer.</summary>
public static class CustomerFamily
{
    /// <summary>The keys whose history belongs to a customer, its own first.</summary>
    public static async Task<IReadOnlyList<long>> KeysAsync(CustomerFlowDb db, long customerKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var merged = await db.Customers.Where(customer => customer.MergedIntoKey == customerKey).Select(customer => customer.Key)
            .ToListAsync(cancellationToken);
        return [customerKey, .. merged];
    }
}
