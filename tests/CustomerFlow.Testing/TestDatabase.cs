using CustomerFlow.Data;
using Npgsql;

namespace CustomerFlow.Testing;

/// <summary>
/// A database of its own for one test class, cloned from a migrated template. Use it through <c>IAsyncLifetime</c>; it is dropped
/// when it is disposed.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestServer server;

    // Every host watches its files, also after its end: some dozens of them in one process use up what one user may watch. From here on
    // they look now and then instead. A host needs a database, so this comes before the first one.
    static TestDatabase() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");

    private TestDatabase(TestServer server, string name)
    {
        this.server = server;
        Name = name;
        ConnectionString = server.ConnectionStringFor(name);
        DataSource = DataSetup.CreateDataSource(ConnectionString);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>The pool with the product's own settings.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>With all tables and no rows.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await TestServer.StartedAsync();
        return new TestDatabase(server, await server.CloneAsync());
    }

    /// <summary>Without any table, for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var server = await TestServer.StartedAsync();
        return new TestDatabase(server, await server.CreateEmptyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await server.DropAsync(Name);
    }
}
