using CustomerFlow.Host.Mail;
using Npgsql;

namespace CustomerFlow.Host.Demo;

/// <summary>Brings away what was written, before business time goes on: a case may count from the delivery.</summary>
internal sealed class MailOnTheWay(MailDelivery delivery, NpgsqlDataSource dataSource)
{
    private const int RoundsMax = 1000;

    /// <summary>Bounded: a slow mail server must not hold up the clock for longer.</summary>
    private const int LooksMax = 300;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    private const string UnderWay =
        "select exists (select from customerflow.outgoing_mail where state in (2, 3) or (state = 1 and due_at <= now()))";

    /// <summary>True when there was anything to deliver, here or by the mail loop beside us.</summary>
    public async Task<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var (worked, looks) = (false, 0);
        for (var round = 0; round < RoundsMax; round++)
        {
            if (await delivery.RunOnceAsync(cancellationToken))
            {
                worked = true;
                continue;
            }

            if (looks++ >= LooksMax || !await IsUnderWayAsync(cancellationToken)) return worked;
            worked = true;
            await Task.Delay(LookInterval, cancellationToken);
        }

        return worked;
    }

    private async Task<bool> IsUnderWayAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(UnderWay);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
