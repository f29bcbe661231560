namespace CustomerFlow.Host.Instances;

internal enum TimelineTone
{
    Plain,
    Good,
    Now,
    Bad,
}

/// <summary>One line of a case's story.</summary>
internal sealed record TimelineEntry(DateTimeOffset At, string Text, TimelineTone Tone = TimelineTone.Plain)
{
    /// <summary>Somebody's own words.</summary>
    public string? Quote { get; init; }

    /// <summary>The step on the flow chart that it is about.</summary>
    public string? ElementId { get; init; }

    /// <summary>The page that says more, for those who may open it.</summary>
    public string? Link { get; init; }

    /// <summary>The engine's own doing: nobody was asked, and nobody was told.</summary>
    public bool IsStep { get; init; }

    /// <summary>Order among entries of the same moment.</summary>
    public long Order { get; init; }
}

/// <summary>The story of a case, the newest entry on top.</summary>
internal sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, bool HasOlder);
