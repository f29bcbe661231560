using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Tasks;

/// <summary>What the signed-in person does with a task, and whether that person may. Inbox and task page share these rules.</summary>
internal sealed class TaskActions(TaskQueries queries, UserTasks tasks, TaskContacts contacts, CurrentPerson me)
{
    /// <summary>
    /// It is nobody's, and meant for the person or one of the person's groups; who sees everything may help out anywhere.
    /// </summary>
    public bool MayClaim(UserTaskRow task) =>
        task is { State: UserTaskState.Open, Assignee: null }
        && (task.CandidateUsers.Contains(me.Username) || task.CandidateGroups.Intersect(me.Teams).Any()
            || me.Scope.Reach == AccessReach.All);

    /// <summary>One's own task, or one that could be claimed; a manager may move anybody's.</summary>
    public bool MayGive(UserTaskRow task) =>
        MayClaim(task) || (task.State == UserTaskState.Open
            && (task.Assignee == me.Username || me.Scope.Roles.Contains(Roles.Manager) || me.Scope.Roles.Contains(Roles.Admin)));

    public async Task<TaskOutcome> ClaimAsync(long key, CancellationToken cancellationToken) =>
        // Somebody else's task is tried too: the answer then names who has it.
        await WhenAsync(
            key, task => MayClaim(task) || task.Assignee is not null, () => tasks.ClaimAsync(key, me.Actor, cancellationToken),
            cancellationToken);

    public async Task<TaskOutcome> UnclaimAsync(long key, CancellationToken cancellationToken) =>
        await WhenAsync(key, MayGive, () => tasks.UnclaimAsync(key, me.Actor, cancellationToken), cancellationToken);

    public async Task<TaskOutcome> GiveAsync(long key, string username, CancellationToken cancellationToken) =>
        await WhenAsync(
            key, MayGive, () => tasks.AssignAsync(key, username, onlyIfFree: false, me.Actor, cancellationToken), cancellationToken);

    public async Task<TaskOutcome> CompleteAsync(long key, FeelContext answers, CancellationToken cancellationToken) =>
        await tasks.CompleteAsync(key, answers, me.Actor, async turn =>
        {
            if (RefuseForeign(turn) is { } refusal) return refusal;
            await contacts.NoteAsync(turn, answers, cancellationToken);
            return null;
        }, cancellationToken);

    // Looked at once more under the lock: between reading and writing the task may have gone to somebody else.
    private TaskOutcome? RefuseForeign(InstanceTurn turn)
    {
        TaskOutcome? refusal = null;
        if (turn.Task is { } task && task.Assignee != me.Username) refusal = new TaskOutcome.TakenByOther(task.Assignee, task.Revision);
        return refusal;
    }

    private async Task<TaskOutcome> WhenAsync(
        long key, Func<UserTaskRow, bool> isAllowed, Func<Task<TaskOutcome>> act, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return new TaskOutcome.NotFound();
        return isAllowed(task) ? await act() : new TaskOutcome.Refused(TaskTexts.NotYours);
    }
}
