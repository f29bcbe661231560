using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CustomerFlow.Host.Tests.Imports;

/// <summary>
/// All or nothing. The test holds the table of contacts, so that an import has written customers and stands still in the middle; then
/// it is cancelled, or its connection is ended as the end of a node would.
/// </summary>
public sealed class ImportWholeTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const int Rows = 2500;

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var key = await ImportScene.PreviewAsync(Host, manager, File("CA", 20_000_000));

        await using (await StandstillAsync(manager, key))
        {
            await ImportScene.CancelAsync(manager, key);
        }

        await ImportScene.UntilAsync(Host, key, "cancelled");
        await using var db = ImportScene.Open(Host);
        Assert.False(await db.Customers.AnyAsync(row => row.ImportBatchKey == key));
        Assert.False(await db.Contacts.AnyAsync(row => row.Name.StartsWith("CA")));
        Assert.False(await db.ImportRows.AnyAsync(row => row.BatchKey == key));
    }

    [Fact]
    public async Task An_import_whose_node_dies_in_the_middle_is_done_once_by_the_next()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var key = await ImportScene.PreviewAsync(Host, manager, File("KI", 30_000_000));

        await using (var standstill = await StandstillAsync(manager, key))
        {
            await EndAsync(standstill.Worker);
            await using var seen = ImportScene.Open(Host);
            Assert.False(await seen.Customers.AnyAsync(row => row.ImportBatchKey == key));
        }

        var batch = await ImportScene.UntilAsync(Host, key, "done");
        await using var db = ImportScene.Open(Host);
        Assert.Equal((Rows, Rows, Rows), (
            batch.RowsNew, await db.Customers.CountAsync(row => row.ImportBatchKey == key),
            await db.Contacts.CountAsync(row => row.Name.StartsWith("KI"))));
    }

    [Fact]
    public async Task A_run_asked_for_twice_and_a_file_sent_twice_are_done_once()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var page = await manager.GetStringAsync(new Uri("/customers/import", UriKind.Relative));
        var token = ImportScene.FormName().Match(page).Groups[1].Value;
        var content = ImportScene.Utf8("编号,客户名称", "DS-1,两次公司");

        var answers = await Task.WhenAll(
            ImportScene.SendAsync(manager, content, token: token), ImportScene.SendAsync(manager, content, token: token));
        var keys = answers.Select(ImportScene.KeyOf).Distinct().ToList();
        foreach (var answer in answers) answer.Dispose();
        await ImportScene.CheckAsync(Host, manager, keys[0]);
        await Task.WhenAll(ImportScene.RunAsync(manager, keys[0]), ImportScene.RunAsync(manager, keys[0]));
        await ImportScene.UntilAsync(Host, keys[0], "done");

        Assert.Single(keys);
        await using var db = ImportScene.Open(Host);
        Assert.Equal(1, await db.Customers.CountAsync(row => row.Name == "两次公司"));
    }

    [Fact]
    public async Task Two_imports_of_the_same_people_at_once_put_nobody_on_file_twice()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        using var admin = await Host.SignedInAsync("admin");
        var first = await ImportScene.PreviewAsync(Host, manager, File("TW", 40_000_000, 300));
        var second = await ImportScene.PreviewAsync(Host, admin, File("TW", 40_000_000, 300));

        await Task.WhenAll(ImportScene.RunAsync(manager, first), ImportScene.RunAsync(admin, second));
        await ImportScene.UntilAsync(Host, first, "done");
        await ImportScene.UntilAsync(Host, second, "done");

        await using var db = ImportScene.Open(Host);
        Assert.Equal(300, await db.Customers.CountAsync(row => row.Name.StartsWith("TW公司")));
        Assert.Equal(300, await db.Contacts.CountAsync(row => row.Name.StartsWith("TW人")));
    }

    [Fact]
    public async Task Five_thousand_lines_come_in_whole_and_a_second_time_change_nothing()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var file = File("FT", 50_000_000, 5000);

        var first = await ImportScene.ImportAsync(Host, manager, file);
        var second = await ImportScene.ImportAsync(Host, manager, file);

        Assert.Equal((5000, 0, 0), (first.RowsNew, first.RowsBad, first.RowsChanged));
        Assert.Equal((0, 0, 5000), (second.RowsNew, second.RowsBad, second.RowsUnchanged));
        await using var db = ImportScene.Open(Host);
        Assert.Equal(5000, await db.Contacts.CountAsync(row => row.Name.StartsWith("FT人")));
    }

    private static byte[] File(string name, int phones, int rows = Rows) => ImportScene.Utf8(
        ["客户名称,联系人,手机", .. Enumerable.Range(0, rows).Select(row => $"{name}公司{row},{name}人{row},139{phones + row}")]);

    private async Task<Standstill> StandstillAsync(HttpClient visitor, long key)
    {
        var connection = await Host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table customerflow.contact in share mode", connection, transaction))
            await hold.ExecuteNonQueryAsync();
        await ImportScene.RunAsync(visitor, key);
        var worker = 0;
        await Until.TrueAsync(async () => (worker = await WaitingAsync()) != 0, "the import waits for the table of contacts");
        return new Standstill(connection, transaction, worker);
    }

    /// <summary>The connection that waits for the table.</summary>
    private async Task<int> WaitingAsync()
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select coalesce(max(pid), 0) from pg_locks
            where not granted and database = (select oid from pg_database where datname = current_database())
              and relation = 'customerflow.contact'::regclass
            """);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private async Task EndAsync(int worker)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select pg_terminate_backend($1)");
        command.Parameters.AddWithValue(worker);
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    private sealed record Standstill(NpgsqlConnection Connection, NpgsqlTransaction Transaction, int Worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
