using CustomerFlow.Data;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

/// <summary>Who is away.</summary>
internal static class AbsenceQueries
{
    /// <summary>The absences that hold on a day: few enough to be read as a whole.</summary>
    public static async Task<IReadOnlyList<Absence>> OnAsync(CustomerFlowDb db, DateOnly day, CancellationToken cancellationToken) =>
        await db.Absences.AsNoTracking().Where(row => row.FirstDay <= day && day <= row.LastDay).ToListAsync(cancellationToken);
}
