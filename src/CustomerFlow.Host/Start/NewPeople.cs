using CustomerFlow.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Start;

/// <summary>A sign-in to be made.</summary>
internal sealed record NewPerson(string Username, string Name, Language Language, IReadOnlyList<string> Roles, string? Supervisor);

/// <summary>Makes people who can sign in.</summary>
internal sealed class NewPeople(CustomerFlowDb db, UserManager<IdentityUser<long>> users, KeyBlocks keys)
{
    /// <summary>Any number that no other part uses; two nodes or two visitors of the set-up page come one after the other.</summary>
    private const long FirstPersonLock = 0x43465045;

    /// <summary>Marks sign-ins whose password everybody knows; they work in demo mode only.</summary>
    public const string DemoClaim = "demo";

    /// <summary>Makes the first administrator, or nothing when somebody can sign in already.</summary>
    public async Task<IdentityUser<long>?> AddFirstAsync(NewPerson person, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken)) return null;
        var user = await AddAsync(person, password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    /// <summary>Makes all of them in one commit, or none when there is anybody already.</summary>
    public async Task AddDemoAsync(IEnumerable<NewPerson> people, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken)) return;
        foreach (var person in people)
        {
            var user = await AddAsync(person, password, cancellationToken);
            Demand(await users.AddClaimAsync(user, new(DemoClaim, "true")));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstPersonLock})", cancellationToken);
        return transaction;
    }

    private async Task<IdentityUser<long>> AddAsync(NewPerson person, string password, CancellationToken cancellationToken)
    {
        var user = new IdentityUser<long>(person.Username) { Id = await keys.NextAsync(cancellationToken), LockoutEnabled = true };
        // Hashed here: the rule about lengths is for passwords that people choose, not for the demo's.
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        Demand(await users.CreateAsync(user));
        Demand(await users.AddToRolesAsync(user, person.Roles));
        return user;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Code)));
    }
}
