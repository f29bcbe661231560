using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

/// <summary>An open task of somebody who leaves.</summary>
internal sealed record TaskLeft(long Key, long ProcessDefinitionKey, string ElementId, string Name, string? CaseNumber, string[] Groups);

/// <summary>What is still with a person.</summary>
internal sealed record WorkLeft(IReadOnlyList<TaskLeft> Tasks, int TaskCount, int CustomerCount);

/// <summary>
/// Ends a person's access and hands on the open tasks. The access ends first and in a commit of its own: it must not wait for tasks
/// that somebody holds open; what could not be moved stays listed and can be moved again.
/// </summary>
internal sealed class EndOfWork(CustomerFlowDb db, UserTasks tasks, AdministerPeople people, VerifiedCredentials verified, CurrentPerson me)
{
    public const int TasksShownMax = 50;
    private const int TasksMovedMax = 5000;

    public async Task<WorkLeft> LeftAsync(long key, string username, CancellationToken cancellationToken)
    {
        var open = OpenTasks(username);
        var shown = from task in open
                    where !db.HiddenCases.Any(hidden => hidden.InstanceKey == task.InstanceKey && hidden.PersonKey == me.Scope.PersonKey)
                    join found in db.Set<CaseRow>() on task.InstanceKey equals found.InstanceKey into cases
                    from row in cases.DefaultIfEmpty()
                    orderby task.DueAt, task.Key
                    select new TaskLeft(task.Key, task.ProcessDefinitionKey, task.ElementId, task.Name, row!.Number, task.CandidateGroups);
        return new WorkLeft(
            await shown.Take(TasksShownMax).ToListAsync(cancellationToken),
            await open.CountAsync(cancellationToken),
            await db.Customers.CountAsync(customer => customer.OwnerKey == key, cancellationToken));
    }

    /// <summary>Ends the access. Whoever reported to the person now reports to the next one above.</summary>
    public async Task<PersonChange> LeaveAsync(long key, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == key, cancellationToken);
        if (person is null || user is null) return new PersonChange.NotFound();
        if (key == me.Scope.PersonKey) return new PersonChange.Refused(PeopleTexts.LeaveSelf);
        if (await people.IsLastAdminAsync(key, cancellationToken)) return new PersonChange.Refused(PeopleTexts.LastAdmin);
        person.Active = false;
        // Sessions carry the old stamp and end with it.
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        foreach (var report in await db.People.Where(row => row.SupervisorKey == key).ToListAsync(cancellationToken))
            report.SupervisorKey = person.SupervisorKey == report.Key ? null : person.SupervisorKey;
        await db.SaveChangesAsync(cancellationToken);
        verified.Forget(key);
        return new PersonChange.Saved();
    }

    public async Task<PersonChange> ReturnAsync(long key, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (person is null) return new PersonChange.NotFound();
        person.Active = true;
        await db.SaveChangesAsync(cancellationToken);
        return new PersonChange.Saved();
    }

    /// <summary>
    /// Moves the open tasks to <paramref name="receiver"/>, or back to their groups when there is none. A task without a group, or
    /// one that the receiver may not have, takes the other way. Answers how many moved and how many nobody could take.
    /// </summary>
    public async Task<(int Moved, int Stayed)> HandOnAsync(
        string username, string? receiver, string? supervisor, CancellationToken cancellationToken)
    {
        var (moved, stayed) = (0, 0);
        var open = await OpenTasks(username).OrderBy(task => task.Key).Take(TasksMovedMax)
            .Select(task => new { task.Key, HasGroups = task.CandidateGroups.Length > 0 }).ToListAsync(cancellationToken);
        foreach (var task in open)
        {
            var person = receiver ?? (task.HasGroups ? null : supervisor);
            var isGiven = person is not null && await GiveAsync(task.Key, person, cancellationToken);
            if (!isGiven && task.HasGroups)
                isGiven = await tasks.UnclaimAsync(task.Key, me.Actor, cancellationToken) is TaskOutcome.Done or TaskOutcome.AlreadyEnded;
            (moved, stayed) = isGiven ? (moved + 1, stayed) : (moved, stayed + 1);
        }

        return (moved, stayed);
    }

    private async Task<bool> GiveAsync(long task, string person, CancellationToken cancellationToken) =>
        await tasks.AssignAsync(task, person, onlyIfFree: false, me.Actor, cancellationToken)
            is TaskOutcome.Done or TaskOutcome.AlreadyEnded;

    private IQueryable<UserTaskRow> OpenTasks(string username) =>
        db.Set<UserTaskRow>().AsNoTracking().Where(task => task.State == UserTaskState.Open && task.Assignee == username);
}
