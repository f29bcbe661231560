using System.Diagnostics;
using System.Globalization;

namespace CustomerFlow.Data.Embedded;

/// <summary>What <c>postmaster.pid</c> says: the process, its port, and whether that process is still our server.</summary>
internal sealed record LockFile(string Path, int ProcessId, int Port)
{
    private const int PortLine = 3;

    /// <summary>Reads the file; null when no server has run or the last one ended well.</summary>
    public static LockFile? Read(string dataDirectory)
    {
        var path = System.IO.Path.Combine(dataDirectory, "postmaster.pid");
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var processId = lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) ? id : 0;
        var port = lines.Length > PortLine && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new LockFile(path, processId, port);
    }

    /// <summary>Some process has this id, be it our server or another that got the number later.</summary>
    public bool ProcessLives()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The process is a server of this very data directory.</summary>
    public bool IsServerOf(string dataDirectory)
    {
        if (!ProcessLives())
            return false;

        if (OperatingSystem.IsLinux())
        {
            try
            {
                return File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0').Contains(dataDirectory);
            }
            catch (IOException)
            {
                return false;
            }
        }

        using var process = Process.GetProcessById(ProcessId);
        return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Puts the id of an ended process into the file. PostgreSQL refuses to start while the id in it lives, even when a container that
    /// was started again gave that id to another program; the rest of the file stays, because the check for orphaned backends needs it.
    /// </summary>
    public void NameEndedProcess(int endedProcessId)
    {
        var lines = File.ReadAllLines(Path);
        lines[0] = endedProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllLines(Path, lines);
    }
}
