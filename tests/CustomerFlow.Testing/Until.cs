namespace CustomerFlow.Testing;

/// <summary>Waits for something that another part of the host does in its own time; fails with a sentence when it never comes.</summary>
public static class Until
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var end = new CancellationTokenSource(Longest);
        using var looks = new PeriodicTimer(LookInterval);
        while (!await condition())
        {
            if (end.IsCancellationRequested) throw new TimeoutException($"It never happened that {what}.");
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
