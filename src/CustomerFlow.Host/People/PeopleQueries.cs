using CustomerFlow.Data;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

internal sealed record AbsenceLine(long Key, DateOnly FirstDay, DateOnly LastDay, string? Deputy);

internal sealed record PersonLine(
    long Key, string Username, Text Name, string Language, bool Active, string? Supervisor, IReadOnlyList<string> Teams,
    IReadOnlyList<AbsenceLine> Absences)
{
    public string? Email { get; init; }
}

/// <summary>Reads people with what decides who gets their tasks. Absences that are over are left out.</summary>
internal sealed class PeopleQueries(CustomerFlowDb db)
{
    public async Task<PageOf<PersonLine>> ListAsync(
        string? search, bool withLeavers, DateOnly today, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var people = db.People.AsNoTracking();
        if (!withLeavers) people = people.Where(person => person.Active);
        if (after is not null) people = people.Where(person => person.Key > after.Key);
        if (search is not null)
        {
            var pattern = Paging.Containing(search);
            people = people.Where(person => EF.Functions.ILike(person.NameZh, pattern) || EF.Functions.ILike(person.NameEn, pattern)
                || EF.Functions.ILike(person.UserName, pattern));
        }

        var rows = await Lines(people.OrderBy(person => person.Key).Take(size + 1), today).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    public Task<PersonLine?> FindAsync(long key, DateOnly today, CancellationToken cancellationToken) =>
        Lines(db.People.AsNoTracking().Where(person => person.Key == key), today).SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<string>> RolesOfAsync(long key, CancellationToken cancellationToken) =>
        await (from membership in db.UserRoles
               join role in db.Roles on membership.RoleId equals role.Id
               where membership.UserId == key
               orderby role.Id
               select role.Name!).ToListAsync(cancellationToken);

    private IQueryable<PersonLine> Lines(IQueryable<Person> people, DateOnly today) => people.OrderBy(person => person.Key).Select(person =>
        new PersonLine(
            person.Key, person.UserName, new Text(person.NameZh, person.NameEn), person.Language, person.Active,
            db.People.Where(above => above.Key == person.SupervisorKey).Select(above => above.UserName).FirstOrDefault(),
            person.Teams.Join(db.Teams, member => member.TeamKey, team => team.Key, (_, team) => team.Slug).ToList(),
            person.Absences.Where(absence => absence.LastDay >= today).OrderBy(absence => absence.FirstDay)
                .Select(absence => new AbsenceLine(
                    absence.Key, absence.FirstDay, absence.LastDay,
                    db.People.Where(deputy => deputy.Key == absence.DeputyKey).Select(deputy => deputy.UserName).FirstOrDefault()))
                .ToList())
        {
            Email = db.Users.Where(user => user.Id == person.Key).Select(user => user.Email).FirstOrDefault(),
        });
}
