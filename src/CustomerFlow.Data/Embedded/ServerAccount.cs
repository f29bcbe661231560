namespace CustomerFlow.Data.Embedded;

/// <summary>
/// The account the server runs under: our own, or, when we are root (which PostgreSQL refuses), <c>postgres</c> or else <c>nobody</c>.
/// </summary>
internal sealed record ServerAccount(string? UserName)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly string[] Candidates = ["postgres", "nobody"];

    public static async Task<ServerAccount> FindAsync(CancellationToken cancellationToken)
    {
        // On Windows pg_ctl drops an administrator's rights by itself.
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount((string?)null);

        foreach (var name in Candidates)
        {
            var known = await ProgramRun.RunAsync("id", ["-u", name], new ProgramSetting("/", null, Timeout), cancellationToken);
            if (known.Succeeded)
                return new ServerAccount(name);
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root, and there is no account 'postgres' on this machine. "
            + "Make one with 'useradd --system postgres', or start CustomerFlow as an ordinary user.",
            "PostgreSQL 不能以 root 身份运行，而本机没有 postgres 账户。请执行 useradd --system postgres 创建该账户，或改用普通用户启动 CustomerFlow。");
    }

    public ProgramSetting Setting(string workingDirectory, TimeSpan timeout) => new(workingDirectory, UserName, timeout);

    /// <summary>Gives a folder and all in it to the account; does nothing when the account is our own.</summary>
    public async Task TakeAsync(string directory, CancellationToken cancellationToken)
    {
        if (UserName is null)
            return;

        var taken = await ProgramRun.RunAsync(
            "chown", ["-R", UserName, directory], new ProgramSetting("/", null, Timeout), cancellationToken);
        if (!taken.Succeeded)
            throw new EmbeddedPostgresException(
                $"The folder {directory} cannot be given to the account '{UserName}': {taken.Output} "
                + "Set Data:Directory to a folder on a local disk.",
                $"无法把目录 {directory} 的所有者改为 {UserName}：{taken.Output} 请把 Data:Directory 设为本地磁盘上的目录。");
    }

    /// <summary>Whether the account can walk to the folder, so that it can run a program in it.</summary>
    public async Task<bool> RunsInAsync(string directory, CancellationToken cancellationToken) =>
        UserName is null
        || (await ProgramRun.RunAsync("/bin/sh", ["-c", "cd \"$1\"", "sh", directory], Setting("/", Timeout), cancellationToken)).Succeeded;

    /// <summary>Whether the account can walk to the folder and write in it: a checkout below <c>/root</c> is closed to it.</summary>
    public async Task<bool> ReachesAsync(string directory, CancellationToken cancellationToken)
    {
        if (UserName is null)
            return true;

        var walked = await ProgramRun.RunAsync(
            "/bin/sh", ["-c", "cd \"$1\" && test -w .", "sh", directory], Setting("/", Timeout), cancellationToken);
        return walked.Succeeded;
    }
}
