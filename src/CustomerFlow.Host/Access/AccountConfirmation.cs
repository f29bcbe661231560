using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>Whether an account may be used at all. Sign-ins of the demo die with demo mode: their password is public.</summary>
internal sealed class AccountConfirmation(IOptions<DemoOptions> demo) : IUserConfirmation<IdentityUser<long>>
{
    public async Task<bool> IsConfirmedAsync(UserManager<IdentityUser<long>> manager, IdentityUser<long> user) =>
        demo.Value.Enabled || !(await manager.GetClaimsAsync(user)).Any(claim => claim.Type == NewPeople.DemoClaim);
}
