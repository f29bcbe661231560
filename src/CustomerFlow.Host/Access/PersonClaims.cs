using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>Adds to the session what every page needs of the person: the name, the language.</summary>
internal sealed class PersonClaims(
    UserManager<IdentityUser<long>> users, RoleManager<IdentityRole<long>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<IdentityUser<long>, IdentityRole<long>>(users, roles, options)
{
}
