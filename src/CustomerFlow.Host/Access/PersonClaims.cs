using System.Globalization;
using System.Security.Claims;
using CustomerFlow.Data.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>Puts into the session what every request needs of the person: names, language, teams and how far the person sees.</summary>
internal sealed class PersonClaims(
    UserManager<IdentityUser<long>> users, RoleManager<IdentityRole<long>> roles, IOptions<IdentityOptions> options, IdentityDb identityDb)
    : UserClaimsPrincipalFactory<IdentityUser<long>, IdentityRole<long>>(users, roles, options)
{
    private static readonly string[] RolesThatSeeAll = [Roles.Admin, Roles.Manager, Roles.ProcessOwner, Roles.Auditor, Roles.Operator];

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(IdentityUser<long> user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var person = await identityDb.Db.People.AsNoTracking().SingleOrDefaultAsync(row => row.Key == user.Id);
        if (person is null) return identity;
        identity.AddClaim(new(Menu.ChineseNameClaim, person.NameZh));
        identity.AddClaim(new(Menu.EnglishNameClaim, person.NameEn));
        identity.AddClaim(new(Languages.ProfileClaim, person.Language));
        var teams = await identityDb.Db.Teams.AsNoTracking().Where(team => team.Members.Any(member => member.PersonKey == user.Id))
            .Select(team => new { team.Key, team.Slug }).ToListAsync();
        identity.AddClaims(teams.Select(team => new Claim(CurrentPerson.TeamClaim, team.Slug)));
        identity.AddClaims(teams.Select(team => new Claim(CurrentPerson.TeamKeyClaim, team.Key.ToString(CultureInfo.InvariantCulture))));
        // A reach that was given to the person stands above what the roles say.
        if (!identity.HasClaim(claim => claim.Type == CurrentPerson.ReachClaim))
            identity.AddClaim(new(CurrentPerson.ReachClaim, DefaultReach(identity).ToString()));
        return identity;
    }

    private static AccessReach DefaultReach(ClaimsIdentity identity) =>
        RolesThatSeeAll.Any(role => identity.HasClaim(identity.RoleClaimType, role)) ? AccessReach.All : AccessReach.Team;
}
