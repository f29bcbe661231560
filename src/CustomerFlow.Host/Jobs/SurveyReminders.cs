using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Public;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Jobs;

/// <summary>
/// Tells surveys that their reminder is due: open, unanswered, not reminded, and waiting for it. The workflow sends it, in the turn that
/// tells it, so that mail, invitation and case change in one commit; a second run finds nobody who still waits.
/// </summary>
internal sealed class SurveyReminders(
    DbPool pool, ProcessTurns turns, KeyBlocks keys, CalendarSet calendars, IOptions<AppOptions> options)
{
    public const string Id = "survey-reminders";

    private const int BatchMax = 200;
    private static readonly TurnActor Actor = TurnActor.System(Id);

    public async Task<IReadOnlyList<JobFigure>> RemindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!calendars.Company().PlanFor(LocalDate.FromDateOnly(options.Value.DayOf(now))).IsWorked)
            return [new(JobFigure.NotAWorkingDay, 1)];
        var (reminded, last) = (0, 0L);
        while (await DueAsync(now, last, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var due in batch)
            {
                if (await TellAsync(due, cancellationToken)) reminded++;
            }

            last = batch[^1].InvitationKey;
        }

        return [new(JobFigure.Reminders, reminded)];
    }

    private async Task<IReadOnlyList<DueReminder>> DueAsync(DateTimeOffset now, long after, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System(Id));
        // Who said "no more surveys" since the invitation is not asked again; the step looks once more before it writes.
        var forbidding = db.DoNotContacts.Forbidding(Invitations.Channel, Invitations.Purpose, now);
#pragma warning disable CA1305 // It becomes SQL: no locale is asked.
        return await (
            from invitation in Due(db.SurveyInvitations, now)
            join wait in db.Set<MessageSubscriptionRow>() on invitation.Key.ToString() equals wait.CorrelationKey
            where invitation.Key > after && wait.MessageName == CustomerWaits.SurveyReminder
                && !db.SurveyResponses.Any(answer => answer.InvitationKey == invitation.Key)
                && !db.Contacts.Any(contact => contact.Key == invitation.ContactKey
                    && forbidding.Any(mark => mark.AddressIndex == contact.EmailIndex))
            orderby invitation.Key
            select new DueReminder(invitation.Key, wait.InstanceKey)).Take(BatchMax).AsNoTracking().ToListAsync(cancellationToken);
#pragma warning restore CA1305

        static IQueryable<SurveyInvitation> Due(IQueryable<SurveyInvitation> invitations, DateTimeOffset now) => invitations.Where(
            row => row.State == Invitations.Open && row.RemindedAt == null && row.RemindAt <= now && row.ExpiresAt > now);
    }

    // Under the lock of the survey's process: what was answered or told in the meantime no longer waits.
    private Task<bool> TellAsync(DueReminder due, CancellationToken cancellationToken) =>
        turns.RunAsync(due.InstanceKey, Actor, async turn =>
        {
            if (!turn.Exists) return false;
            var correlationKey = due.InvitationKey.ToString(CultureInfo.InvariantCulture);
            var wait = await turn.Db.Set<MessageSubscriptionRow>().AsNoTracking().Where(
                    row => row.InstanceKey == due.InstanceKey && row.MessageName == CustomerWaits.SurveyReminder
                        && row.CorrelationKey == correlationKey)
                .OrderBy(row => row.Key).FirstOrDefaultAsync(cancellationToken);
            if (wait is null) return false;
            await CustomerWaits.TellAsync(turn, wait, FeelContext.Empty, keys, cancellationToken);
            return true;
        }, cancellationToken);

    private sealed record DueReminder(long InvitationKey, long InstanceKey);
}
