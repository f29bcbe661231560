using System.Diagnostics;
using System.Globalization;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Named places at which a test ends the process as <c>kill -9</c> does. Asleep unless <c>CUSTOMERFLOW_KILL_AT=name[:count]</c> is set:
/// then the count-th visit to that place is the last thing this process does.
/// </summary>
public static class KillPoint
{
    /// <summary>The environment variable that wakes it.</summary>
    public const string Variable = "CUSTOMERFLOW_KILL_AT";

    private static readonly string? Target;
    private static int visitsLeft;

    static KillPoint()
    {
        var setting = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(setting)) return;
        var parts = setting.Split(':', 2);
        Target = parts[0];
        visitsLeft = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>Every place that exists; the kill test visits each and fails for one that is never hit.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "turn-loaded", "turn-body-done", "turn-rows-saved", "turn-advanced", "turn-step-read", "turn-before-commit", "turn-committed",
        "batch-claimed", "batch-before-commit", "batch-committed", "message-before-commit",
        "job-leased", "job-done", "mail-leased", "mail-prepared", "mail-handed", "mail-sent", "mail-settled",
        "deploy-before-commit", "deploy-committed", "task-before-commit",
    ];

    /// <summary>Ends the process here when the test asked for it.</summary>
    public static void Hit(string name)
    {
        if (Target is null) return;
        Debug.Assert(Names.Contains(name), "A kill point must be listed.");
        if (name == Target && Interlocked.Decrement(ref visitsLeft) == 0)
            Process.GetCurrentProcess().Kill();
    }
}
