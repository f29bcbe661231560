using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.People;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.People;

/// <summary>
/// Makes and changes people with their sign-ins, roles and teams, each in one commit of the one who does it, so that the audit names
/// that one. Roles and teams reach open sessions when they are renewed, within a minute.
/// </summary>
internal sealed class AdministerPeople(
    CustomerFlowDb db, KeyBlocks keys, PeopleQueries queries, ChangePerson change, VerifiedCredentials verified)
{
    /// <summary>Makes a person who cannot sign in until the link for the first sign-in has been used.</summary>
    public async Task<Saving> CreateAsync(PersonFields fields, CancellationToken cancellationToken)
    {
        if (PersonRules.Problems(fields, isNew: true) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (await ForeignKeyProblemAsync(fields, cancellationToken) is { } unknown) return new Saving.Refused([unknown]);
        var username = fields.Username!;
        if (await db.People.AnyAsync(person => person.UserName == username, cancellationToken))
            return new Saving.Refused(nameof(fields.Username), PeopleTexts.UsernameTaken);
        var user = new IdentityUser<long>(username)
        {
            Id = await keys.NextAsync(cancellationToken),
            NormalizedUserName = username.ToUpperInvariant(),
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        var person = new Person { Key = user.Id, UserName = username, NameZh = "", NameEn = "" };
        db.AddRange(user, person);
        await WriteAsync(person, user, fields, cancellationToken);
        return await SaveAsync(person, cancellationToken);
    }

    public async Task<PersonFields?> FieldsAsync(long key, CancellationToken cancellationToken)
    {
        var roles = await queries.RolesOfAsync(key, cancellationToken);
        var reach = await ReachClaims(key).Select(claim => claim.ClaimValue).FirstOrDefaultAsync(cancellationToken);
        return await db.People.AsNoTracking().Where(person => person.Key == key).Select(person => new PersonFields
        {
            Username = person.UserName,
            NameZh = person.NameZh,
            NameEn = person.NameEn,
            Email = db.Users.Where(user => user.Id == key).Select(user => user.Email).FirstOrDefault(),
            Language = person.Language,
            Roles = roles.ToList(),
            Teams = person.Teams.Select(member => member.TeamKey).ToList(),
            Skills = string.Join(", ", person.Skills),
            Supervisor = person.SupervisorKey,
            Reach = ReachOf(reach),
            Revision = person.Revision,
        }).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, PersonFields fields, CancellationToken cancellationToken)
    {
        var person = await db.People.Include(row => row.Teams).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == key, cancellationToken);
        if (person is null || user is null) return new Saving.NotFound();
        if (PersonRules.Problems(fields, isNew: false) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (person.Revision != fields.Revision) return new Saving.Refused("", PeopleTexts.ChangedMeanwhile);
        if (await ForeignKeyProblemAsync(fields, cancellationToken) is { } unknown) return new Saving.Refused([unknown]);
        if (await change.IsCircleAsync(key, fields.Supervisor, cancellationToken))
            return new Saving.Refused(nameof(fields.Supervisor), PeopleTexts.SupervisorLoop);
        if (!fields.Roles.Contains(Roles.Admin) && await IsLastAdminAsync(key, cancellationToken))
            return new Saving.Refused(nameof(fields.Roles), PeopleTexts.LastAdmin);
        await WriteAsync(person, user, fields, cancellationToken);
        return await SaveAsync(person, cancellationToken);
    }

    /// <summary>Whether nobody else could give anybody access any more.</summary>
    public async Task<bool> IsLastAdminAsync(long key, CancellationToken cancellationToken)
    {
        var admins = from membership in db.UserRoles
                     join role in db.Roles on membership.RoleId equals role.Id
                     join person in db.People on membership.UserId equals person.Key
                     where role.Name == Roles.Admin && person.Active
                     select person.Key;
        return await admins.ContainsAsync(key, cancellationToken) && !await admins.AnyAsync(other => other != key, cancellationToken);
    }

    private static AccessReach? ReachOf(string? claim) => Enum.TryParse<AccessReach>(claim, out var reach) ? reach : null;

    private IQueryable<IdentityUserClaim<long>> ReachClaims(long key) =>
        db.UserClaims.Where(claim => claim.UserId == key && claim.ClaimType == CurrentPerson.ReachClaim);

    private async Task<FieldProblem?> ForeignKeyProblemAsync(PersonFields fields, CancellationToken cancellationToken)
    {
        var teams = fields.Teams.Distinct().ToArray();
        if (await db.Teams.CountAsync(team => teams.Contains(team.Key), cancellationToken) != teams.Length)
            return new FieldProblem(nameof(fields.Teams), PeopleTexts.TeamUnknown);
        var isThere = fields.Supervisor is not { } above
            || await db.People.AnyAsync(person => person.Key == above && person.Active, cancellationToken);
        return isThere ? null : new FieldProblem(nameof(fields.Supervisor), PeopleTexts.SupervisorUnknown);
    }

    private async Task WriteAsync(Person person, IdentityUser<long> user, PersonFields fields, CancellationToken cancellationToken)
    {
        (person.NameZh, person.NameEn) = (fields.NameZh!.Trim(), fields.NameEn!.Trim());
        person.Skills = [.. PersonRules.Skills(fields.Skills)];
        (person.Language, person.SupervisorKey) = (fields.Language, fields.Supervisor);
        user.Email = string.IsNullOrWhiteSpace(fields.Email) ? null : fields.Email.Trim();
        user.NormalizedEmail = user.Email?.ToUpperInvariant();
        var left = person.Teams.Where(member => !fields.Teams.Contains(member.TeamKey)).ToList();
        db.RemoveRange(left);
        db.AddRange(fields.Teams.Distinct().Where(team => person.Teams.All(member => member.TeamKey != team))
            .Select(team => new TeamMember { TeamKey = team, PersonKey = person.Key }));
        var roles = await db.Roles.Where(role => fields.Roles.Contains(role.Name!)).Select(role => role.Id).ToListAsync(cancellationToken);
        var held = await db.UserRoles.Where(row => row.UserId == user.Id).ToListAsync(cancellationToken);
        db.RemoveRange(held.Where(row => !roles.Contains(row.RoleId)));
        db.AddRange(roles.Where(role => held.All(row => row.RoleId != role))
            .Select(role => new IdentityUserRole<long> { UserId = user.Id, RoleId = role }));
        db.RemoveRange(await ReachClaims(user.Id).ToListAsync(cancellationToken));
        if (fields.Reach is { } reach)
            db.Add(new IdentityUserClaim<long> { UserId = user.Id, ClaimType = CurrentPerson.ReachClaim, ClaimValue = reach.ToString() });
    }

    private async Task<Saving> SaveAsync(Person person, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", PeopleTexts.ChangedMeanwhile);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Saving.Refused(nameof(PersonFields.Username), PeopleTexts.UsernameTaken);
        }

        verified.Forget(person.Key);
        return new Saving.Saved(person.Key);
    }
}
