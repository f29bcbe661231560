using System.Threading.Channels;
using CustomerFlow.Data.Time;

namespace CustomerFlow.Host.Demo;

/// <summary>Walks the clock in the background, one move at a time: the click that asked for it does not wait for weeks of work.</summary>
internal sealed class ClockMover(BusinessWalk walk, BusinessClock clock, ILogger<ClockMover> logger) : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Channel<ClockMove> _moves = Channel.CreateUnbounded<ClockMove>();

    /// <summary>The move that is under way, or the last one.</summary>
    public ClockMove? Latest { get; private set; }

    public ClockMove? Current => Latest is { Ended.IsCompleted: false } moving ? moving : null;

    /// <summary>Begins a move; false with the one that is under way when somebody else was first.</summary>
    public bool TryBegin(DateTimeOffset target, string by, out ClockMove move)
    {
        lock (_gate)
        {
            if (Current is { } moving)
            {
                move = moving;
                return false;
            }

            move = Latest = new ClockMove(clock.Now, target, by);
            _moves.Writer.TryWrite(move);
            return true;
        }
    }

    /// <summary>Shows a walk that somebody else does, so that nobody moves the clock beside it.</summary>
    public ClockMove Occupy(DateTimeOffset from, DateTimeOffset target)
    {
        lock (_gate) return Latest = new ClockMove(from, target, "") { IsPreparation = true };
    }

    public void Release(ClockMove occupied)
    {
        lock (_gate)
        {
            occupied.End(ClockMoveEnd.Arrived, clock.Now, 0);
            if (Latest == occupied) Latest = null;
        }
    }

    /// <summary>Back to real time; false while the clock moves.</summary>
    public async Task<bool> TryResetAsync(CancellationToken cancellationToken)
    {
        if (Current is not null) return false;
        await clock.ResetAsync(cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var move in _moves.Reader.ReadAllAsync(stoppingToken)) await WalkAsync(move, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Current?.End(ClockMoveEnd.Cancelled, clock.Now, 0);
        }
    }

    private async Task WalkAsync(ClockMove move, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, move.Cancelled);
        try
        {
            var jobs = await walk.ToAsync(move.Target, either.Token);
            move.End(ClockMoveEnd.Arrived, clock.Now, jobs);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            move.End(ClockMoveEnd.Cancelled, clock.Now, 0);
        }
#pragma warning disable CA1031 // The next move must be possible; what went wrong is in the log, and the page says that it did.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ClockMoveFailed(logger, failure);
            move.End(ClockMoveEnd.Failed, clock.Now, 0);
        }
    }
}
