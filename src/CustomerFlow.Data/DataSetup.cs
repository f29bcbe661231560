using System.Reflection;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerFlow.Data;

/// <summary>Wires the database into a host and brings its tables up to date.</summary>
public static class DataSetup
{
    /// <summary>Any number that no other part uses; two nodes that start at once migrate one after the other.</summary>
    internal const long MigrationLock = 0x43464d4947;

    private const string HasHistory = $"select to_regclass('{CustomerFlowDb.Schema}.{DbPool.MigrationsTable}') is not null";

    private const string CountApplied =
        $"select count(*) from {CustomerFlowDb.Schema}.{DbPool.MigrationsTable} where \"MigrationId\" = any($1)";

    /// <summary>
    /// Registers the pool of connections, <see cref="DbPool"/>, a scoped <see cref="CustomerFlowDb"/> for the scoped
    /// <see cref="AccessScope"/> (which the host registers), keys, clock, protection and ASP.NET's data-protection keys.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration, for the section <c>Data</c>.</param>
    /// <param name="server">Where the database is.</param>
    /// <param name="isDevelopment">Whether a missing master key may be generated beside a configured server too.</param>
    public static IServiceCollection AddData(
        this IServiceCollection services, IConfiguration configuration, DatabaseServer server, bool isDevelopment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(server);
        services.AddOptions<DataOptions>().Bind(configuration.GetSection(DataOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => CreateDataSource(server.ConnectionString));
        services.AddSingleton<DbPool>();
        services.AddScoped(provider => provider.GetRequiredService<DbPool>().Open(provider.GetRequiredService<AccessScope>()));
        services.AddSingleton<KeyBlocks>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<BusinessClock>();
        services.AddHostedService<ClockRefresher>();
        services.AddSingleton(provider => MasterKey.Load(
            provider.GetRequiredService<IOptions<DataOptions>>().Value, mayGenerate: isDevelopment || server.IsEmbedded));
        services.AddSingleton<FieldProtector>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<ContactVault>();
        services.AddDataProtection().SetApplicationName("CustomerFlow");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, FieldProtector>((keys, dataSource, protector) =>
            keys.XmlRepository = new DataProtectionKeyRepository(dataSource, protector));
        return services;
    }

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

    /// <summary>Applies the migrations that are missing, under a lock that other nodes wait for; when none is, nobody waits.</summary>
    public static async Task MigrateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        if (await IsUpToDateAsync(dataSource, cancellationToken)) return;
        await using var lockConnection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await lockConnection.BeginTransactionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock($1)", lockConnection, transaction);
        take.Parameters.AddWithValue(MigrationLock);
        await take.ExecuteNonQueryAsync(cancellationToken);

        await using var db = new CustomerFlowDb(DbPool.Options(builder => builder.UseNpgsql(dataSource, DbPool.Configure)));
        await db.Database.MigrateAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // EF would build and compare two whole models first, which is a third of a start; what a start usually finds is that all is there.
    private static async Task<bool> IsUpToDateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        string[] known = [.. typeof(DataSetup).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()];
        await using var command = dataSource.CreateCommand(HasHistory);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true) return false;
        await using var count = dataSource.CreateCommand(CountApplied);
        count.Parameters.AddWithValue(known);
        return await count.ExecuteScalarAsync(cancellationToken) is long applied && applied == known.Length;
    }
}
