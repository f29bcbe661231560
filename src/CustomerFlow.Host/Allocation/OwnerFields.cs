namespace CustomerFlow.Host.Allocation;

/// <summary>What was chosen on the page that changes an owner.</summary>
internal sealed class OwnerFields
{
    /// <summary>Stands for the public pool in a list of people; no username holds brackets.</summary>
    public const string Pool = "(pool)";

    /// <summary>Username or <see cref="Pool"/>; null when nothing was chosen.</summary>
    public string? To { get; set; }

    public string? Reason { get; set; }

    public string? Note { get; set; }

    /// <summary>Who looked after it when the page was opened; empty for the pool.</summary>
    public string? From { get; set; }
}
