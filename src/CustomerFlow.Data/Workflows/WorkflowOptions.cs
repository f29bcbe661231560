using System.ComponentModel.DataAnnotations;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows;

/// <summary>Settings of the engine (section <c>Workflows</c>).</summary>
public sealed class WorkflowOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Workflows";

    /// <summary>IANA name of the company's time zone.</summary>
    [Required]
    public string TimeZoneId { get; set; } = "Asia/Shanghai";

    /// <summary>Right half of Message-IDs.</summary>
    [Required]
    public string MailDomain { get; set; } = "customerflow.invalid";

    /// <summary>Name of this node in leases.</summary>
    public string NodeName { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Advances in one turn, inline steps included.</summary>
    [Range(1, 10_000)]
    public int AdvancesPerTurnMax { get; set; } = 500;

    /// <summary>Times a unit is run again on a conflict.</summary>
    [Range(1, 20)]
    public int ConflictRunsMax { get; set; } = 8;

    /// <summary>Instances in one commit of a loop.</summary>
    [Range(1, 500)]
    public int BatchInstancesMax { get; set; } = 50;

    /// <summary>Batches of one loop at a time. More than there are cores: each waits for the disk at its commit.</summary>
    [Range(1, 8)]
    public int BatchesAtATime { get; set; } = 4;

    /// <summary>Longest sleep of a loop.</summary>
    public TimeSpan LoopSleepMax { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Turns that may fail on one timer, event or step before it is parked with an incident.</summary>
    [Range(1, 20)]
    public int TurnAttemptsMax { get; set; } = 3;

    /// <summary>Wait before the second try of a failed turn; doubled each time.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a background handler may take before its job goes to another.</summary>
    public TimeSpan HandlerLease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message of a throw event waits for a late subscriber.</summary>
    public TimeSpan ThrownMessageTimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the message about a mail's outcome waits for a process that is not there yet.</summary>
    public TimeSpan MailMessageTimeToLive { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a sender may have a mail before another takes it.</summary>
    public TimeSpan MailLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Tries of a deferred mail before it counts as failed.</summary>
    [Range(1, 50)]
    public int MailAttemptsMax { get; set; } = 12;

    /// <summary>Bounds on one Advance and on what an instance may hold.</summary>
    public Limits Limits { get; set; } = Limits.Default;

    /// <summary>FEEL functions from outside, such as working time.</summary>
    public FeelFunctions Functions { get; set; } = FeelFunctions.Empty;
}
