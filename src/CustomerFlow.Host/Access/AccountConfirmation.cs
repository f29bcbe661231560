using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Whether an account may be used at all: not once its person has left, and sign-ins of the demo die with demo mode, since their
/// password is public. Pages, passwords of programs and tokens all ask here, and running sessions ask again every minute.
/// </summary>
internal sealed class AccountConfirmation(IOptions<DemoOptions> demo, IdentityDb identity) : IUserConfirmation<IdentityUser<long>>
{
    public async Task<bool> IsConfirmedAsync(UserManager<IdentityUser<long>> manager, IdentityUser<long> user) =>
        !await identity.Db.People.AnyAsync(person => person.Key == user.Id && !person.Active)
        && (demo.Value.Enabled || !(await manager.GetClaimsAsync(user)).Any(claim => claim.Type == NewPeople.DemoClaim));
}
