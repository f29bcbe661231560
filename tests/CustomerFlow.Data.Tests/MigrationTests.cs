using CustomerFlow.Data.Access;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
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
