using CustomerFlow.Host.Jobs;
using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>Where a scenario runs. Two of them answer the same questions, and so keep each other honest.</summary>
internal abstract class ScenarioWorld : IAsyncDisposable
{
    public const string CaseNumber = "C-2025-000412";

    public const string Contact = "contact";

    public abstract Task StartAsync(string process, Scenario scenario);

    public abstract Task<IReadOnlyList<SeenTask>> TasksAsync();

    /// <summary>Why it was refused, or null.</summary>
    public abstract Task<string?> CompleteAsync(string elementId, string by, FeelContext answers);

    public abstract Task PublishAsync(string message, FeelContext variables);

    public abstract Task AnswerSurveyAsync(SurveyScores scores);

    /// <summary>Moves the clock from due timer to due timer, and through the runs of the job that reminds of surveys.</summary>
    public abstract Task MoveToAsync(DateTimeOffset moment);

    public abstract Task<SeenCase?> CaseAsync();

    /// <summary>The newest clock of a name.</summary>
    public abstract Task<SeenClock?> ClockAsync(string name);

    /// <summary>Purpose, recipient (a username or <see cref="Contact"/>), language; in order.</summary>
    public abstract Task<IReadOnlyList<string>> MailsAsync();

    /// <summary>Of every instance its elements in the order in which they were completed.</summary>
    public abstract Task<IReadOnlyList<string[]>> CompletedAsync();

    /// <summary>Elements of all instances that were ever entered.</summary>
    public abstract Task<IReadOnlyCollection<string>> EnteredAsync();

    public abstract Task<bool> IsEndedAsync();

    /// <summary>Messages of open incidents: a scenario has none.</summary>
    public abstract Task<IReadOnlyList<string>> IncidentsAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>When the shipped time table next reminds of surveys.</summary>
    protected static DateTimeOffset NextReminders(DateTimeOffset after) =>
        Reminders.After(after, DateTimeZoneProviders.Tzdb["Asia/Shanghai"])!.Value;

    private static readonly ScheduleTime Reminders =
        ScheduleFile.Load(WorkflowFiles.Root).Single(schedule => schedule.Id == SurveyReminders.Id).Time;
}

internal sealed record SeenTask(string ElementId, string? Assignee, string[] Groups, DateTimeOffset? Due, int Priority);

internal sealed record SeenCase(string Status, string? Outcome, string? Owner, string? Team, DateTimeOffset? Due);

internal sealed record SeenClock(DateTimeOffset Due, bool Paused, bool Stopped, bool? Late);
