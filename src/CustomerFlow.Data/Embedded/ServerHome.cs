using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Embedded;

/// <summary>The folder of one private server: its data, password, port and log.</summary>
internal sealed class ServerHome
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    private ServerHome(string directory, ServerAccount account)
    {
        Directory = directory;
        Account = account;
    }

    public string Directory { get; }

    public ServerAccount Account { get; }

    public string Data => Path.Combine(Directory, "data");

    public string Log => Path.Combine(Directory, "server.log");

    public string Packages => Path.Combine(Directory, "packages");

    public string PasswordFile => Path.Combine(Directory, "password");

    private string PortFile => Path.Combine(Directory, "port");

    public static async Task<ServerHome> OpenAsync(
        string dataDirectory, ServerAccount account, ILogger logger, CancellationToken cancellationToken)
    {
        var wanted = Path.Combine(Path.GetFullPath(dataDirectory), "postgres");
        if (await PrepareAsync(wanted, account, cancellationToken))
            return new ServerHome(wanted, account);

        // The name keeps two checkouts apart and is the same at the next start.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];
        var elsewhere = $"/var/lib/customerflow/{mark}/postgres";
        if (!await PrepareAsync(elsewhere, account, cancellationToken))
            throw new EmbeddedPostgresException(
                $"The account '{account.UserName}' can reach neither {wanted} nor {elsewhere}. "
                + "Set Data:Directory to a folder that every account may enter, or start CustomerFlow as an ordinary user.",
                $"账户 {account.UserName} 既无法进入 {wanted}，也无法进入 {elsewhere}。"
                + "请把 Data:Directory 设为所有账户都能进入的目录，或改用普通用户启动 CustomerFlow。");

        EmbeddedLog.HomeElsewhere(logger, account.UserName, wanted, elsewhere);
        return new ServerHome(elsewhere, account);
    }

    /// <summary>The major version the data was made with, or null before the first start.</summary>
    public int? DataMajor()
    {
        var file = Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>One host at a time starts or stops the server; the system frees the lock when a host is killed.</summary>
    public async Task<FileStream> LockAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Directory, "start.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held)
            {
                await WaitAsync(held, limit.Token, cancellationToken);
            }
        }
    }

    public string Password() => File.Exists(PasswordFile)
        ? File.ReadAllText(PasswordFile).Trim()
        : throw new EmbeddedPostgresException(
            $"The file {PasswordFile} with the password of the private PostgreSQL is missing. "
            + $"Restore it from a backup, or move {Data} away to begin with an empty database.",
            $"缺少私有 PostgreSQL 的密码文件 {PasswordFile}。请从备份中恢复，或把 {Data} 移走后以空数据库重新开始。");

    public void MakePassword()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(PasswordFile, options);
        writer.Write(RandomNumberGenerator.GetHexString(32, lowercase: true));
    }

    public int? LastPort() =>
        File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;

    public void KeepPort(int port) => File.WriteAllText(PortFile, port.ToString(CultureInfo.InvariantCulture));

    private static async Task<bool> PrepareAsync(string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                System.IO.Directory.CreateDirectory(directory);
                return true;
            }

            var parent = Path.GetDirectoryName(directory)!;
            var made = !System.IO.Directory.Exists(directory);
            System.IO.Directory.CreateDirectory(parent, account.UserName is null ? Private : Passable);
            System.IO.Directory.CreateDirectory(directory, Private);
            if (await account.ReachesAsync(directory, cancellationToken))
                return true;

            // New, or left by a host that ran under another account.
            await account.TakeAsync(directory, cancellationToken);
            if (await account.ReachesAsync(directory, cancellationToken))
                return true;

            if (made)
                System.IO.Directory.Delete(directory);
            return false;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The folder {directory} cannot be made: {refused.Message} Set Data:Directory to a folder that this account may write.",
                $"无法创建目录 {directory}：{refused.Message} 请把 Data:Directory 设为当前账户可写的目录。",
                refused);
        }
    }

    private async Task WaitAsync(IOException held, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(LockRetry, limited);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"Another process has been starting or stopping the PostgreSQL in {Directory} for too long. End it and start again.",
                $"另一个进程启动或停止 {Directory} 中的 PostgreSQL 的时间过长。请结束该进程后重新启动。",
                held);
        }
    }
}
