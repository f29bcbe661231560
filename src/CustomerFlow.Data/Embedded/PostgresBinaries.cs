using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Embedded;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one major version.</summary>
internal sealed partial record PostgresBinaries(string Directory, int Major)
{
    public const int MajorMin = 15;

    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Folders whose star stands for the version: Debian, Red Hat, Alpine, Homebrew, Windows.</summary>
    private static readonly string[] InstallPatterns =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/opt/homebrew/opt/postgresql@*/bin",
        "/usr/local/opt/postgresql@*/bin", @"C:\Program Files\PostgreSQL\*\bin",
    ];

    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <summary>Binaries of the machine first, the npm package last; data that exists decides the major version.</summary>
    public static async Task<PostgresBinaries> FindAsync(
        ServerHome home, EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var major = home.DataMajor();
        if (options.UseMachineBinaries && await OfMachineAsync(home, major, cancellationToken) is { } installed)
            return installed;

        var package = new EmbeddedPackage(home, options.PackageDirectories);
        foreach (var directory in package.Existing())
        {
            var prepared = await package.PrepareAsync(directory, cancellationToken);
            if (await ExamineAsync(prepared, home, major, cancellationToken) is { } packaged)
                return packaged;
        }

        var fresh = await package.InstallAsync(major, logger, cancellationToken);
        return await ExamineAsync(fresh, home, major, cancellationToken) ?? throw Missing(major);
    }

    public static EmbeddedPostgresException Missing(int? major) => major is { } exact
        ? new EmbeddedPostgresException(
            $"The data was made with PostgreSQL {exact}, but its programs are not on this machine. "
            + $"Install PostgreSQL {exact} (on Debian: apt install postgresql-{exact}), or set ConnectionStrings:CustomerFlow.",
            $"数据由 PostgreSQL {exact} 创建，但本机没有该版本的程序。请安装 PostgreSQL {exact}"
            + $"（Debian：apt install postgresql-{exact}），或设置 ConnectionStrings:CustomerFlow。")
        : new EmbeddedPostgresException(
            $"No PostgreSQL {MajorMin} or newer was found, and npm could not fetch one. Install PostgreSQL (on Debian: apt install "
            + "postgresql), or set ConnectionStrings:CustomerFlow to a server that exists.",
            $"未找到 PostgreSQL {MajorMin} 或更高版本，也无法通过 npm 获取。请安装 PostgreSQL（Debian：apt install postgresql），"
            + "或把 ConnectionStrings:CustomerFlow 设为现有的服务器。");

    private static async Task<PostgresBinaries?> OfMachineAsync(ServerHome home, int? major, CancellationToken cancellationToken)
    {
        foreach (var directory in InstallPatterns.SelectMany(Expand).Concat(OnPath()))
        {
            if (await ExamineAsync(directory, home, major, cancellationToken) is { } found)
                return found;
        }

        var setting = home.Account.Setting(home.Directory, VersionTimeout);
        var configured = await ProgramRun.RunAsync("pg_config", ["--bindir"], setting, cancellationToken);
        return configured.Succeeded ? await ExamineAsync(configured.Output, home, major, cancellationToken) : null;
    }

    /// <summary>Runs the server program as the server's account, which also shows that the account may.</summary>
    private static async Task<PostgresBinaries?> ExamineAsync(
        string directory, ServerHome home, int? required, CancellationToken cancellationToken)
    {
        var binaries = new PostgresBinaries(directory, 0);
        if (!File.Exists(binaries.InitDb) || !File.Exists(binaries.PgCtl))
            return null;

        var setting = home.Account.Setting(home.Directory, VersionTimeout);
        var answer = await ProgramRun.RunAsync(binaries.Program("postgres"), ["--version"], setting, cancellationToken);
        var match = VersionLine().Match(answer.Output);
        if (!answer.Succeeded || !match.Success)
            return null;

        var major = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var fits = required is { } exact ? major == exact : major >= MajorMin;
        return fits ? binaries with { Major = major } : null;
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var slash = pattern.LastIndexOfAny(['/', '\\'], star);
        var parent = pattern[..slash];
        if (!System.IO.Directory.Exists(parent))
            return [];

        var end = pattern.IndexOfAny(['/', '\\'], star);
        var name = end < 0 ? pattern[(slash + 1)..] : pattern[(slash + 1)..end];
        var rest = end < 0 ? "" : pattern[(end + 1)..];
        return System.IO.Directory.GetDirectories(parent, name)
            .Select(directory => Path.Combine(directory, rest))
            .OrderByDescending(directory => Digits().Match(directory[slash..]) is { Success: true } digits
                ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture)
                : 0);
    }

    private static string[] OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private string Program(string name) => Path.Combine(Directory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d{1,3})")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"\d{1,3}")]
    private static partial Regex Digits();
}
