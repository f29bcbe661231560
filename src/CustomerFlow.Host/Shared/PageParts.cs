namespace CustomerFlow.Host.Shared;

/// <summary>What the last action did, shown once on top of the next page.</summary>
internal sealed record Notices(string? Done, string? Refused = null);

/// <summary>What a list says when it has nothing to show: that, and what to do.</summary>
internal sealed record EmptyState(string Title, string Advice, string? Link = null, string? LinkLabel = null);

/// <summary>A due time, coloured by how near it is; relative ones say how long there is left.</summary>
internal sealed record DueMark(DateTimeOffset? At, bool Relative)
{
    /// <summary>While the target is paused nothing is due, whatever time stands there.</summary>
    public bool IsPaused { get; init; }
}
