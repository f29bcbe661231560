using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data.Embedded;

/// <summary>Brings the private server to life: adopts, makes, starts. Called under the folder's lock.</summary>
internal static class ServerLaunch
{
    private const int PortAttemptsMax = 5;
    private static readonly TimeSpan InitTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    /// <summary>The port of a server that already runs in the folder, once it answers; null when none does.</summary>
    public static async Task<int?> AdoptAsync(
        ServerHome home, ServerAccess access, EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (LockFile.Read(home.Data) is { } file && file.IsServerOf(home.Data))
        {
            try
            {
                if (file.Port > 0 && await access.AnswersAsync(file.Port, cancellationToken))
                {
                    EmbeddedLog.Adopted(logger, home.DataMajor() ?? 0, home.Directory, file.Port);
                    return file.Port;
                }
            }
            catch (PostgresException refused) when (refused.SqlState.StartsWith("28", StringComparison.Ordinal))
            {
                throw new EmbeddedPostgresException(
                    $"The PostgreSQL that runs in {home.Directory} refuses the password in {home.PasswordFile}. "
                    + "Restore the file, or stop that server and start again.",
                    $"正在 {home.Directory} 中运行的 PostgreSQL 拒绝了 {home.PasswordFile} 中的密码。请恢复该文件，或停止该服务器后重新启动。",
                    refused);
            }
            catch (NpgsqlException starting) when (waited.Elapsed > options.StartTimeout)
            {
                throw Failed(home, "it runs but does not answer.", "服务器在运行但没有应答。", starting);
            }
            catch (NpgsqlException)
            {
                // Starting up or recovering: ask again until the time is over or the process has ended.
            }

            await Task.Delay(Retry, cancellationToken);
        }

        return null;
    }

    /// <summary>Makes the data directory at the first start, starts the server and returns its port.</summary>
    public static async Task<int> StartAsync(
        ServerHome home, EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var binaries = await PostgresBinaries.FindAsync(home, options, logger, cancellationToken);
        if (home.DataMajor() is null)
            await InitializeAsync(home, binaries, options, logger, cancellationToken);

        var preferred = home.LastPort();
        for (var attempt = 1; ; attempt++)
        {
            var port = ServerConfiguration.FreePort(preferred);
            ServerConfiguration.Write(home.Data, port, options.DurableWrites);
            await FreeLockFileAsync(home, logger, cancellationToken);
            await home.Account.TakeAsync(home.Directory, cancellationToken);
            var seconds = ((int)options.StartTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var started = await ProgramRun.RunAsync(
                binaries.PgCtl, ["start", "-D", home.Data, "-l", home.Log, "-w", "-t", seconds],
                home.Account.Setting(home.Directory, options.StartTimeout + TimeSpan.FromSeconds(5)), cancellationToken);
            if (started.Succeeded)
            {
                home.KeepPort(port);
                EmbeddedLog.Started(logger, binaries.Major, binaries.Directory, home.Directory, port);
                return port;
            }

            // Between our look and the server's bind another program may have taken the port.
            if (attempt == PortAttemptsMax || ServerConfiguration.FreePort(port) == port)
                throw Failed(home, LastLine(home.Log), LastLine(home.Log));
            preferred = null;
        }
    }

    private static async Task InitializeAsync(
        ServerHome home, PostgresBinaries binaries, EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        EmbeddedLog.Initializing(logger, home.Directory, binaries.Major);

        // Made beside and moved into place: an initdb that was killed half-way leaves nothing that looks finished.
        var unfinished = home.Data + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        home.MakePassword();
        await home.Account.TakeAsync(home.Directory, cancellationToken);
        string[] arguments =
        [
            "-D", unfinished, "-U", ServerAccess.User, "--pwfile", home.PasswordFile, "--auth=scram-sha-256", "--encoding=UTF8",
            .. Locale(binaries.Major), .. options.DurableWrites ? Array.Empty<string>() : ["--no-sync"],
        ];
        var made = await ProgramRun.RunAsync(
            binaries.InitDb, arguments, home.Account.Setting(home.Directory, InitTimeout), cancellationToken);
        if (!made.Succeeded)
            throw Failed(home, made.Output, made.Output);

        ServerConfiguration.Include(unfinished);
        Directory.Move(unfinished, home.Data);
    }

    /// <summary>Byte order with Unicode letters on every system: built in from version 17, from the C library before.</summary>
    private static string[] Locale(int major) => major >= 17
        ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C"];

    private static async Task FreeLockFileAsync(ServerHome home, ILogger logger, CancellationToken cancellationToken)
    {
        if (LockFile.Read(home.Data) is not { } file || !file.ProcessLives() || file.IsServerOf(home.Data))
            return;

        EmbeddedLog.StaleLock(logger, file.ProcessId, home.Directory);
        var ended = await ProgramRun.RunAsync("id", [], new ProgramSetting(home.Directory, null, Retry * 100), cancellationToken);
        file.NameEndedProcess(ended.ProcessId);
    }

    private static string LastLine(string log) => File.Exists(log) ? File.ReadLines(log).LastOrDefault() ?? "" : "";

    private static EmbeddedPostgresException Failed(ServerHome home, string english, string chinese, Exception? cause = null) => new(
        $"The private PostgreSQL in {home.Directory} does not start: {english} Look at {home.Log}, or set ConnectionStrings:CustomerFlow.",
        $"{home.Directory} 中的私有 PostgreSQL 无法启动：{chinese} 请查看 {home.Log}，或设置 ConnectionStrings:CustomerFlow。",
        cause);
}
