using System.Globalization;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Runtime;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Mail;

/// <summary>Queues mail to people of the company that belongs to no case: what scheduled jobs have to say.</summary>
public sealed class StaffMails
{
    private readonly TurnTools tools;

    internal StaffMails(TurnTools tools) => this.tools = tools;

    /// <summary>Queues the mails in one commit; one that was queued before for the same run, purpose and person is left out.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> QueueAsync(IReadOnlyList<StaffMail> mails, CancellationToken cancellationToken)
    {
        if (mails.Count == 0) return 0;
        await using var session = await TurnSession.OpenAsync(tools, TurnActor.System("jobs"), cancellationToken);
        await using (var begin = session.Begin()) await begin.ExecuteNonQueryAsync(cancellationToken);
        var known = await KnownAsync(session, mails, cancellationToken);
        foreach (var mail in mails.Where(mail => known.Add((mail.RunKey, mail.Purpose, mail.PersonKey))))
            session.Writes.Steps.Mails.Add(await RowAsync(session, mail, cancellationToken));

        var count = session.Writes.Steps.Mails.Count;
        if (count > 0) session.Writes.WakesUp |= WakeUp.Mail;
        await session.CommitAsync(cancellationToken);
        return count;
    }

    private static async Task<HashSet<(long RunKey, string Purpose, long PersonKey)>> KnownAsync(
        TurnSession session, IReadOnlyList<StaffMail> mails, CancellationToken cancellationToken)
    {
        var known = new HashSet<(long RunKey, string Purpose, long PersonKey)>();
        await using var command = new NpgsqlCommand(
            """
            select element_instance_key, purpose, recipient_key from customerflow.outgoing_mail
            where element_instance_key = any($1) and audience = 2
            """,
            session.Connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. mails.Select(mail => mail.RunKey).Distinct()] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) known.Add((reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
        return known;
    }

    private static async Task<OutgoingMailRow> RowAsync(TurnSession session, StaffMail mail, CancellationToken cancellationToken) => new()
    {
        Key = await session.TakeKeysAsync(1, cancellationToken),
        ElementInstanceKey = mail.RunKey,
        Purpose = mail.Purpose,
        Audience = MailAudience.Staff,
        RecipientKey = mail.PersonKey,
        Language = mail.Language,
        MessageId = string.Create(
            CultureInfo.InvariantCulture, $"{mail.RunKey}.{mail.Purpose}.s{mail.PersonKey}@{session.Tools.Options.MailDomain}"),
        Content = await session.Tools.Mails.SealAsync(session.Db, toCustomer: false, mail.PersonKey, mail.Text, cancellationToken),
        QueuedAt = session.Now,
        State = mail.Text.Address is null ? MailState.Failed : MailState.Queued,
        Answer = mail.Text.Address is null ? "No address." : null,
        SettledAt = mail.Text.Address is null ? session.Now : null,
    };
}

/// <summary>A mail to a person of the company.</summary>
/// <param name="RunKey">Names the run that it belongs to, such as a day as <c>20261124</c>.</param>
/// <param name="Purpose">What it is for, such as <c>task-digest</c>; one mail for each run, purpose and person.</param>
/// <param name="PersonKey">Who gets it.</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
/// <param name="Text">Address and text.</param>
public sealed record StaffMail(long RunKey, string Purpose, long PersonKey, string Language, MailText Text);
