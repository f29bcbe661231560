using CustomerFlow.Data.Access;
using CustomerFlow.Data.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace CustomerFlow.Data;

/// <summary>Pooled contexts, each opened for someone: alone, or on the connection and transaction of a turn.</summary>
public sealed class DbPool(NpgsqlDataSource dataSource)
{
    private const int ContextsMax = 128;
    internal const string MigrationsTable = "migration";

    private readonly PooledDbContextFactory<CustomerFlowDb> alone =
        new(Options(builder => builder.UseNpgsql(dataSource, Configure).AddInterceptors(AuditActorInterceptor.Instance)), ContextsMax);

    // Without a connection of their own: a context that came back can never keep working on another turn's.
    private readonly PooledDbContextFactory<CustomerFlowDb> joined =
        new(Options(builder => builder.UseNpgsql(Configure)), ContextsMax);

    /// <summary>A context with a connection of its own. Its transactions carry the scope's actor to the audit.</summary>
    public CustomerFlowDb Open(AccessScope scope)
    {
        var db = alone.CreateDbContext().As(scope);

        // Without a transaction there is no place for the actor; a single statement would go without one otherwise.
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return db;
    }

    /// <summary>
    /// A context on an open connection and its transaction, which stay the caller's. The caller has set the actor with
    /// <see cref="AuditActor.Sql"/>. Dispose it before the transaction ends.
    /// </summary>
    public CustomerFlowDb Join(NpgsqlConnection connection, NpgsqlTransaction transaction, AccessScope scope)
    {
        var db = joined.CreateDbContext().As(scope);
        db.Database.SetDbConnection(connection, contextOwnsConnection: false);
        db.Database.UseTransaction(transaction);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    internal static DbContextOptions<CustomerFlowDb> Options(Action<DbContextOptionsBuilder<CustomerFlowDb>> connect)
    {
        var builder = new DbContextOptionsBuilder<CustomerFlowDb>();
        connect(builder);
        return builder.Options;
    }

    internal static void Configure(NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.MigrationsHistoryTable(MigrationsTable, CustomerFlowDb.Schema).SetPostgresVersion(15, 0);
}
