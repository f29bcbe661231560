using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Jobs;

/// <summary>
/// Gives the open tasks of people who are absent today to their deputies. Without a deputy who is there and may see the case they go
/// back to the group; a task that no group could take goes to the supervisor.
/// </summary>
internal sealed class AbsentTasks(DbPool pool, UserTasks tasks, IOptions<AppOptions> options)
{
    private const int TasksMax = 2000;
    private static readonly TurnActor Actor = TurnActor.System("absent-tasks");

    public async Task<IReadOnlyList<JobFigure>> HandOverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (people, moved) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var task in await TasksOfAbsentAsync(now, cancellationToken))
        {
            var outcome = task.To is { } receiver
                ? await tasks.AssignAsync(task.Key, receiver, onlyIfFree: false, Actor, cancellationToken)
                : await tasks.UnclaimAsync(task.Key, Actor, cancellationToken);
            // A task that was completed or moved meanwhile is in good hands already.
            if (outcome is not TaskOutcome.Done) continue;
            people.Add(task.From);
            moved++;
        }

        return [new(JobFigure.Tasks, moved), new(JobFigure.People, people.Count)];
    }

    private async Task<IReadOnlyList<TaskToMove>> TasksOfAbsentAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = options.Value.DayOf(now);
        await using var db = pool.Open(AccessScope.System("jobs"));
        var away = db.Absences.Where(absence => absence.FirstDay <= today && absence.LastDay >= today);
        var rows = await (
            from task in db.Set<UserTaskRow>().Where(task => task.State == UserTaskState.Open && task.Assignee != null)
            join person in db.People on task.Assignee equals person.UserName
            join absence in away on person.Key equals absence.PersonKey
            orderby task.DueAt, task.Key
            select new
            {
                task.Key,
                From = person.UserName,
                HasGroups = task.CandidateGroups.Length > 0,
                Deputy = db.People.Where(other => other.Key == absence.DeputyKey && other.Active && !away.Any(a => a.PersonKey == other.Key)
                    && !db.Set<HiddenCase>().Any(hidden => hidden.InstanceKey == task.InstanceKey && hidden.PersonKey == other.Key))
                    .Select(other => other.UserName).FirstOrDefault(),
                Supervisor = db.People.Where(other => other.Key == person.SupervisorKey && other.Active
                    && !db.Set<HiddenCase>().Any(hidden => hidden.InstanceKey == task.InstanceKey && hidden.PersonKey == other.Key))
                    .Select(other => other.UserName).FirstOrDefault(),
            }).Take(TasksMax).AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TaskToMove(row.Key, row.From, row.Deputy ?? (row.HasGroups ? null : row.Supervisor)))
            .Where(task => task.To != task.From)];
    }

    private sealed record TaskToMove(long Key, string From, string? To);
}
