using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Jobs;

/// <summary>
/// Closes invitations whose link has ended without an answer. The survey process closes its own; what is left here came from
/// elsewhere or outlived a case that was ended early.
/// </summary>
internal sealed class SurveyLinks(DbPool pool)
{
    public async Task<IReadOnlyList<JobFigure>> CloseExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("survey-links"));
        var ended = await db.SurveyInvitations.AsTracking()
            .Where(invitation => invitation.State == "open" && invitation.ExpiresAt < now).ToListAsync(cancellationToken);
        foreach (var invitation in ended) invitation.State = "expired";
        await db.SaveChangesAsync(cancellationToken);
        return [new(JobFigure.Closed, ended.Count)];
    }
}
