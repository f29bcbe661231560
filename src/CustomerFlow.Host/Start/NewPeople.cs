using System.Security.Claims;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.People;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerFlow.Host.Start;

/// <summary>A person and sign-in to be made.</summary>
internal sealed record NewPerson(string Username, Text Name, Language Language, IReadOnlyList<string> Roles)
{
    public string? Supervisor { get; init; }

    /// <summary>Where reminders and digests go.</summary>
    public string? Email { get; init; }

    /// <summary>What the person knows better than others.</summary>
    public string[] Skills { get; init; } = [];

    /// <summary>How far the person sees, where that differs from what the roles say.</summary>
    public AccessReach? Reach { get; init; }
}

/// <summary>Makes people who can sign in.</summary>
internal sealed class NewPeople(
    IdentityDb identity, UserManager<IdentityUser<long>> users, KeyBlocks keys, IReadOnlyList<ShippedTeam> teams)
{
    /// <summary>Marks sign-ins whose password everybody knows; they work in demo mode only.</summary>
    public const string DemoClaim = "demo";

    /// <summary>Any number that no other part uses; two nodes or two visitors of the set-up page come one after the other.</summary>
    private const long FirstPersonLock = 0x43465045;

    public Task<bool> IsAnybodyThereAsync(CancellationToken cancellationToken) => identity.Db.Users.AnyAsync(cancellationToken);

    /// <summary>
    /// Makes the first administrator and the teams that the shipped workflows name, or nothing when somebody can sign in already. The
    /// teams are empty: their tasks wait in the group for people to be added.
    /// </summary>
    public async Task<IdentityUser<long>?> AddFirstAsync(NewPerson person, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await IsAnybodyThereAsync(cancellationToken)) return null;
        var user = await AddAsync(person, password, cancellationToken);
        await AddTeamsAsync([], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    /// <summary>Makes the demo's teams and people in one commit, or nothing when there is anybody already.</summary>
    public async Task AddDemoAsync(IReadOnlyList<DemoPerson> people, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await IsAnybodyThereAsync(cancellationToken)) return;
        foreach (var person in people)
        {
            var user = await AddAsync(person.Person, password, cancellationToken);
            Demand(await users.AddClaimAsync(user, new Claim(DemoClaim, "true")));
        }

        await AddTeamsAsync(people, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var transaction = await identity.Db.Database.BeginTransactionAsync(cancellationToken);
        await identity.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstPersonLock})", cancellationToken);
        return transaction;
    }

    private async Task<IdentityUser<long>> AddAsync(NewPerson person, string password, CancellationToken cancellationToken)
    {
        var user = new IdentityUser<long>(person.Username)
        {
            Id = await keys.NextAsync(cancellationToken), LockoutEnabled = true, Email = person.Email,
        };
        // Hashed here: the rule about lengths is for passwords that people choose, not for the demo's.
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        Demand(await users.CreateAsync(user));
        Demand(await users.AddToRolesAsync(user, person.Roles));
        if (person.Reach is { } reach) Demand(await users.AddClaimAsync(user, new Claim(CurrentPerson.ReachClaim, reach.ToString())));
        identity.Db.Add(new Person
        {
            Key = user.Id,
            UserName = person.Username,
            NameZh = person.Name.Zh,
            NameEn = person.Name.En,
            Language = Languages.Code(person.Language),
            Skills = person.Skills,
            SupervisorKey = person.Supervisor is { } above
                ? await identity.Db.People.Where(row => row.UserName == above).Select(row => (long?)row.Key).SingleAsync(cancellationToken)
                : null,
        });
        await identity.Db.SaveChangesAsync(cancellationToken);
        return user;
    }

    private async Task AddTeamsAsync(IReadOnlyList<DemoPerson> people, CancellationToken cancellationToken)
    {
        var known = await identity.Db.People
            .ToDictionaryAsync(row => row.UserName, row => row.Key, StringComparer.Ordinal, cancellationToken);
        foreach (var team in teams)
        {
            var row = new Team
            {
                Key = await keys.NextAsync(cancellationToken), Slug = team.Slug, NameZh = team.Name.Zh, NameEn = team.Name.En,
            };
            foreach (var member in people.Where(person => person.Teams.Contains(team.Slug)))
            {
                var role = DemoPeople.Leads.GetValueOrDefault(team.Slug) == member.Username ? "lead" : "member";
                row.Members.Add(new TeamMember { TeamKey = row.Key, PersonKey = known[member.Username], Role = role });
            }

            identity.Db.Add(row);
        }

        await identity.Db.SaveChangesAsync(cancellationToken);
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Code)));
    }
}
