using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Start;

/// <summary>Gives an empty database its roles and, in demo mode, its people; without demo mode it opens the set-up link.</summary>
internal sealed class DemoCompany(
    RoleManager<IdentityRole<long>> roles, NewPeople people, IOptions<DemoOptions> demo, SetupLink setup)
{
    private const long FirstRoleKey = 1;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await AddRolesAsync();
        if (demo.Value.Enabled)
            await people.AddDemoAsync(DemoPeople.All, demo.Value.Password, cancellationToken);
        else if (!await people.IsAnybodyThereAsync(cancellationToken))
            setup.Open();
    }

    private async Task AddRolesAsync()
    {
        foreach (var (index, name) in Roles.All.Index())
        {
            if (await roles.RoleExistsAsync(name)) continue;
            // Defined by the product, so the keys are fixed; a second node that starts at once finds the name taken and goes on.
            await roles.CreateAsync(new IdentityRole<long>(name) { Id = FirstRoleKey + index });
        }
    }
}
