namespace CustomerFlow.Host.Demo;

/// <summary>How a move ended.</summary>
internal enum ClockMoveEnd
{
    Arrived,
    Cancelled,
    Failed,
}

/// <summary>One move of the clock, from the click to its end.</summary>
internal sealed class ClockMove(DateTimeOffset from, DateTimeOffset target, string by) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly TaskCompletionSource<ClockMoveEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset From { get; } = from;

    public DateTimeOffset Target { get; } = target;

    /// <summary>Username of who moved it.</summary>
    public string By { get; } = by;

    public Task<ClockMoveEnd> Ended => _ended.Task;

    /// <summary>Where the clock stood in the end.</summary>
    public DateTimeOffset? ReachedAt { get; private set; }

    public int JobsRun { get; private set; }

    public CancellationToken Cancelled => _cancelled.Token;

    public void Cancel() => _cancelled.Cancel();

    public void End(ClockMoveEnd how, DateTimeOffset reached, int jobsRun)
    {
        (ReachedAt, JobsRun) = (reached, jobsRun);
        _ended.TrySetResult(how);
    }

    /// <summary>From 0 to 100.</summary>
    public int PercentAt(DateTimeOffset now) => (int)Math.Clamp(100 * ((now - From) / (Target - From)), 0, 100);

    public void Dispose() => _cancelled.Dispose();
}
