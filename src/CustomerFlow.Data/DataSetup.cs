using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace CustomerFlow.Data;

/// <summary>Wires the database into a host and brings its tables up to date.</summary>
public static class DataSetup
{
    private const string MigrationsTable = "migration";

    /// <summary>Any number that no other part uses; two nodes that start at once migrate one after the other.</summary>
    private const long MigrationLock = 0x43464d4947;

    /// <summary>A pool of connections with the settings that the measurements asked for.</summary>
    /// <param name="connectionString">What was configured or what the private server answered.</param>
    public static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Unprepared statements cost 36 %; the reset of a returned connection costs 10 %, and we set nothing beyond a transaction.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        };
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>Applies the migrations that are missing, under a lock that other nodes wait for.</summary>
    public static async Task MigrateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var lockConnection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await lockConnection.BeginTransactionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock($1)", lockConnection, transaction);
        take.Parameters.AddWithValue(MigrationLock);
        await take.ExecuteNonQueryAsync(cancellationToken);

        await using var db = new CustomerFlowDb(Options(builder => builder.UseNpgsql(dataSource, ConfigureNpgsql)));
        await db.Database.MigrateAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static void ConfigureNpgsql(NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.MigrationsHistoryTable(MigrationsTable, CustomerFlowDb.Schema).SetPostgresVersion(15, 0);

    internal static DbContextOptions<CustomerFlowDb> Options(Action<DbContextOptionsBuilder<CustomerFlowDb>> connect)
    {
        var builder = new DbContextOptionsBuilder<CustomerFlowDb>();
        connect(builder);
        return builder.Options;
    }
}
