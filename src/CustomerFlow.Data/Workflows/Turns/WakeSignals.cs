namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Wakes sleeping loops of this node at once; other nodes are told by <c>NOTIFY</c>, outside every turn's transaction.</summary>
/// <remarks>Only a hint: what finds work is the look into the tables at least once a second.</remarks>
public sealed class WakeSignals : IDisposable
{
    private readonly Dictionary<WakeUp, SemaphoreSlim> sleepers = new()
    {
        [WakeUp.Timers] = new(0), [WakeUp.Events] = new(0), [WakeUp.Jobs] = new(0), [WakeUp.Mail] = new(0), [WakeUp.All] = new(0),
    };

    private TaskCompletionSource nextJobs = NewSignal();
    private int untold;

    /// <summary>Ends the sleep of the loops for outgoing mail.</summary>
    public void SetMail() => Set(WakeUp.Mail);

    /// <summary>Waits until there may be mail to send.</summary>
    public Task WaitForMailAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        WaitAsync(WakeUp.Mail, longest, cancellationToken);

    /// <summary>
    /// Ends with the next signal that there may be jobs, for everybody who waits (long polling). Taken before a look, so that what comes
    /// between look and wait is not missed.
    /// </summary>
    public Task NextJobs => Volatile.Read(ref nextJobs).Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sleeper in sleepers.Values) sleeper.Dispose();
    }

    internal void Set(WakeUp loops)
    {
        if (loops == WakeUp.None) return;
        SetLocally(loops);
        Interlocked.Or(ref untold, (int)loops);
        Release(sleepers[WakeUp.All]);
    }

    internal void SetLocally(WakeUp loops)
    {
        foreach (var (loop, sleeper) in sleepers)
        {
            if (loop != WakeUp.All && loops.HasFlag(loop)) Release(sleeper);
        }

        if (loops.HasFlag(WakeUp.Jobs)) Interlocked.Exchange(ref nextJobs, NewSignal()).TrySetResult();
    }

    internal async Task WaitAsync(WakeUp loop, TimeSpan longest, CancellationToken cancellationToken) =>
        await sleepers[loop].WaitAsync(longest, cancellationToken);

    /// <summary>What other nodes were not told yet.</summary>
    internal WakeUp TakeUntold() => (WakeUp)Interlocked.Exchange(ref untold, 0);

    // Whoever waits goes on by itself: the turn that signals must not run its code.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One permit is enough: the loop looks for everything that is due.
    private static void Release(SemaphoreSlim sleeper)
    {
        if (sleeper.CurrentCount == 0) sleeper.Release();
    }
}
