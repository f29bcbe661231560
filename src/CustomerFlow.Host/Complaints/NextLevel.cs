using CustomerFlow.Data;
using CustomerFlow.Data.People;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Who handles a complaint about one of us: the next level, never the person it is about.</summary>
internal static class NextLevel
{
    private const int LevelsMax = 20;

    /// <summary>The nearest active supervisor; above the highest one, another manager.</summary>
    public static async Task<long?> AboveAsync(CustomerFlowDb db, long namedPersonKey, CancellationToken cancellationToken)
    {
        var above = await SupervisorAsync(db, namedPersonKey, cancellationToken);
        for (var level = 0; above is { Active: false } && level < LevelsMax; level++)
            above = await SupervisorAsync(db, above.Key, cancellationToken);
        return above is { Active: true } && above.Key != namedPersonKey
            ? above.Key
            : await ManagerAsync(db, namedPersonKey, cancellationToken);
    }

    /// <summary>Who decides while it is not known whom the complaint is about.</summary>
    public static Task<long?> HighestAsync(CustomerFlowDb db, CancellationToken cancellationToken) =>
        ManagerAsync(db, null, cancellationToken);

    private static Task<Person?> SupervisorAsync(CustomerFlowDb db, long personKey, CancellationToken cancellationToken) =>
        db.People.AsNoTracking().Where(person => person.Key == personKey)
            .Join(db.People, person => person.SupervisorKey, above => above.Key, (_, above) => above)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Managers, those without a supervisor first; administrators where there is no manager.</summary>
    private static async Task<long?> ManagerAsync(CustomerFlowDb db, long? notPersonKey, CancellationToken cancellationToken)
    {
        var candidates = await (
            from person in db.People.AsNoTracking()
            join membership in db.Set<IdentityUserRole<long>>() on person.Key equals membership.UserId
            join role in db.Set<IdentityRole<long>>() on membership.RoleId equals role.Id
            where person.Active && person.Key != notPersonKey && (role.Name == Roles.Manager || role.Name == Roles.Admin)
            orderby role.Name == Roles.Manager descending, person.SupervisorKey != null, person.Key
            select person.Key).Take(1).ToListAsync(cancellationToken);
        return candidates.Count == 0 ? null : candidates[0];
    }
}
