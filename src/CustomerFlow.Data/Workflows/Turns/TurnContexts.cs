using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Contexts for turns, in a pool of their own: each is put on a turn's connection for as long as that turn lasts, so none of them may
/// serve a page afterwards that expects a connection of its own.
/// </summary>
internal sealed class TurnContexts
{
    private readonly PooledDbContextFactory<CustomerFlowDb> pool =
        new(DataSetup.Options(builder => builder.UseNpgsql(DataSetup.ConfigureNpgsql)));

    public CustomerFlowDb Create() => pool.CreateDbContext();
}
