namespace CustomerFlow.Host.Jobs;

/// <summary>
/// What a scheduled job does. A feature registers one per job; it may run again for the same occurrence and then changes nothing.
/// </summary>
/// <param name="Id">The id in <c>schedules.json</c>.</param>
/// <param name="RunAsync">Does it, at a business time, with services of a scope of its own.</param>
internal sealed record JobFunction(
    string Id, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task<IReadOnlyList<JobFigure>>> RunAsync);

/// <summary>One figure of what a run did, such as the number of mails.</summary>
/// <param name="Name">The id of a text in <see cref="JobTexts"/>.</param>
/// <param name="Value">How many.</param>
internal sealed record JobFigure(string Name, int Value)
{
    public const string Mails = "mails";
    public const string People = "people";
    public const string Tasks = "tasks";
    public const string Reminders = "reminders";
    public const string Closed = "closed";
    public const string MissingYears = "missing-years";
    public const string Recalled = "recalled";
    public const string Warnings = "warnings";
    public const string NoTable = "no-table";
    public const string NotAWorkingDay = "not-a-working-day";
}
