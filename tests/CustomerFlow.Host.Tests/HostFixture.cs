using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests;

/// <summary>One host with the demo's people on a database of its own, for the tests of one class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private TestDatabase? database;

    public TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        Host = await TestHost.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await database!.DisposeAsync();
    }
}
