using CustomerFlow.Data.Access;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Data.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateEmptyAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_migrate_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DataSetup.MigrateAsync(database.DataSource, CancellationToken.None)));

        await using var db = new DbPool(database.DataSource).Open(AccessScope.System("test"));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_database_that_is_up_to_date_needs_no_lock()
    {
        await DataSetup.MigrateAsync(database.DataSource, CancellationToken.None);
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var take = new NpgsqlCommand($"select pg_advisory_lock({DataSetup.MigrationLock})", other);
        await take.ExecuteNonQueryAsync();

        await DataSetup.MigrateAsync(database.DataSource, CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_history_without_one_of_the_migrations_is_not_up_to_date()
    {
        await DataSetup.MigrateAsync(database.DataSource, CancellationToken.None);
        await using var forget = database.DataSource.CreateCommand("delete from customerflow.migration");
        await forget.ExecuteNonQueryAsync();

        // The tables are there already, which shows that it is applied again.
        await Assert.ThrowsAsync<PostgresException>(() => DataSetup.MigrateAsync(database.DataSource, CancellationToken.None));
    }

    [Fact]
    public async Task The_migrations_describe_the_model_completely()
    {
        await using var db = new DbPool(database.DataSource).Open(AccessScope.System("test"));

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task All_tables_and_columns_are_named_in_snake_case()
    {
        await DataSetup.MigrateAsync(database.DataSource, CancellationToken.None);

        await using var command = database.DataSource.CreateCommand(
            """
            select string_agg(table_name || '.' || column_name, ', ') from information_schema.columns
            where table_schema = 'customerflow' and (table_name || '.' || column_name) !~ '^[a-z0-9_]+\.[a-z0-9_]+$'
              and table_name <> 'migration'
            """);
        var found = await command.ExecuteScalarAsync();

        Assert.Equal(DBNull.Value, found);
    }
}
