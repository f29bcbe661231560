using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Jobs;

/// <summary>One task in somebody's digest.</summary>
internal sealed record DigestTask(
    long Key, long ProcessDefinitionKey, string ElementId, string Name, DateTimeOffset DueAt, string? CaseNumber, string? CaseTitle);

/// <summary>Who gets a digest, with which tasks.</summary>
internal sealed record Digest(StaffReader Reader, IReadOnlyList<DigestTask> Tasks, DateTimeOffset Now)
{
    public int Overdue => Tasks.Count(task => task.DueAt < Now);
}

/// <summary>The daily mail to each person with the tasks that are due today or overdue: one mail per person and working day.</summary>
internal sealed class TaskDigest(
    DbPool pool, StaffMails mails, TaskDigestText text, CalendarSet calendars, IOptions<AppOptions> options)
{
    private const string Purpose = "task-digest";
    private const int TasksMax = 20_000;

    public async Task<IReadOnlyList<JobFigure>> SendAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = options.Value.DayOf(now);
        if (!calendars.Company().PlanFor(LocalDate.FromDateOnly(today)).IsWorked) return [new(JobFigure.NotAWorkingDay, 1)];
        var digests = await PlanAsync(now, cancellationToken);
        var day = int.Parse(today.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var letters = new List<StaffMail>(digests.Count);
        foreach (var digest in digests)
        {
            var content = await text.RenderAsync(digest, cancellationToken);
            letters.Add(new StaffMail(day, Purpose, digest.Reader.Key, digest.Reader.Language, content));
        }

        var queued = await mails.QueueAsync(letters, cancellationToken);
        return [new(JobFigure.Mails, queued), new(JobFigure.Tasks, digests.Sum(digest => digest.Tasks.Count))];
    }

    /// <summary>Who would get what, without sending anything. Nobody who is absent, no case that is hidden from its reader.</summary>
    public async Task<IReadOnlyList<Digest>> PlanAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = options.Value.DayOf(now);
        var endOfDay = options.Value.EndOf(today);
        await using var db = pool.Open(AccessScope.System("jobs"));
        var rows = await (
            from task in db.Set<UserTaskRow>()
                .Where(task => task.State == UserTaskState.Open && task.Assignee != null && task.DueAt < endOfDay)
            join reader in StaffReader.Of(db) on task.Assignee equals reader.UserName
            where !db.Absences.Any(away => away.PersonKey == reader.Key && away.FirstDay <= today && away.LastDay >= today)
                && !db.Set<HiddenCase>().Any(hidden => hidden.InstanceKey == task.InstanceKey && hidden.PersonKey == reader.Key)
            join known in db.Set<CaseRow>() on task.InstanceKey equals known.InstanceKey into cases
            from found in cases.DefaultIfEmpty()
            orderby reader.Key, task.DueAt, task.Key
            select new
            {
                Reader = reader,
                Task = new DigestTask(
                    task.Key, task.ProcessDefinitionKey, task.ElementId, task.Name, task.DueAt!.Value, found!.Number, found.Title),
            }).Take(TasksMax).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.Reader).Select(person => new Digest(person.Key, [.. person.Select(row => row.Task)], now))];
    }
}
