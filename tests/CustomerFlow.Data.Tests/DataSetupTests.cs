using CustomerFlow.Data.Access;
using CustomerFlow.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerFlow.Data.Tests;

public sealed class DataSetupTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Nodes_open_each_others_cookies_and_the_database_does_not_hold_their_keys_in_clear()
    {
        await using var one = await NodeAsync();
        await using var other = await NodeAsync();

        var cookie = one.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("signed in");

        Assert.Equal("signed in", other.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(cookie));
        await using var command = database.DataSource.CreateCommand(
            "select bool_or(position('masterKey'::bytea in xml_sealed) > 0) from customerflow.data_protection_key");
        Assert.Equal(false, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_context_of_a_request_sees_with_the_eyes_of_its_scope()
    {
        await using var node = await NodeAsync();
        await using var request = node.CreateAsyncScope();

        var db = request.ServiceProvider.GetRequiredService<CustomerFlowDb>();

        Assert.Equal("system:request", db.Scope.Actor);
        Assert.Equal(0, await db.Customers.CountAsync());
    }

    private async Task<ServiceProvider> NodeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CustomerFlow"] = database.ConnectionString,
            ["Data:MasterKey"] = Convert.ToBase64String(new byte[32]),
        }).Build();
        var server = await DatabaseServer.OpenAsync(configuration, "/", NullLogger.Instance, CancellationToken.None);
        return new ServiceCollection().AddLogging().AddScoped(_ => AccessScope.System("request"))
            .AddData(configuration, server, isDevelopment: false).BuildServiceProvider();
    }
}
