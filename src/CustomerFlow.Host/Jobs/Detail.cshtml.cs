using System.ComponentModel.DataAnnotations;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Jobs;

[Authorize(Policies.Schedule)]
internal sealed class DetailModel(
    Schedules schedules, JobQueries queries, JobCommands commands, TaskDigest digest, CalendarCoverage coverage, PeopleNames names,
    BusinessClock clock, IOptions<AppOptions> options) : PageModel
{
    private const int PreviewRuns = 3;
    private const string DigestJob = "task-digest";

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public ScheduleState State { get; private set; } = null!;

    public ScheduleForm Form { get; private set; } = null!;

    public string? TimeError { get; private set; }

    /// <summary>A time that was looked at and is not saved.</summary>
    public ScheduleTime? Previewed { get; private set; }

    public IReadOnlyList<DateTimeOffset> NextRuns { get; private set; } = [];

    /// <summary>Who would get the digest; null for other jobs.</summary>
    public IReadOnlyList<Digest>? Recipients { get; private set; }

    public IReadOnlyList<MissingYear> Missing { get; private set; } = [];

    public PageOf<JobRunLine> History { get; private set; } = new([], null);

    public int RunCount { get; private set; }

    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => ShowAsync(id, null, cancellationToken);

    public async Task<IActionResult> OnPostRunAsync(string id, CancellationToken cancellationToken) =>
        Back(await commands.RunNowAsync(id, cancellationToken), id);

    public async Task<IActionResult> OnPostPauseAsync(string id, bool paused, CancellationToken cancellationToken) =>
        Back(await commands.PauseAsync(id, paused, cancellationToken), id);

    public async Task<IActionResult> OnPostShippedAsync(string id, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(id, cancellationToken) is not { } state) return NotFound();
        await commands.ChangeTimeAsync(id, state.Shipped.Time, cancellationToken);
        return Back(new Notices(JobTexts.TimeSaved.With(ScheduleWords.Say(state.Shipped.Time))), id);
    }

    public async Task<IActionResult> OnPostTimeAsync(string id, ScheduleFields fields, bool save, CancellationToken cancellationToken)
    {
        var form = fields.ToForm();
        var time = ModelState.IsValid ? form.ToTime() : null;
        if (time is null) TimeError = JobTexts.WrongTime;
        else if (time.After(clock.Now, options.Value.Zone) is null) TimeError = JobTexts.NoRunAhead;
        if (TimeError is not null || !save)
        {
            Previewed = TimeError is null ? time : null;
            return await ShowAsync(id, form, cancellationToken);
        }

        if (await schedules.FindAsync(id, cancellationToken) is null) return NotFound();
        await commands.ChangeTimeAsync(id, time!, cancellationToken);
        return Back(new Notices(JobTexts.TimeSaved.With(ScheduleWords.Say(time!))), id);
    }

    private async Task<IActionResult> ShowAsync(string id, ScheduleForm? form, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(id, cancellationToken) is not { } state) return NotFound();
        State = state;
        Form = form ?? ScheduleForm.From(state.Time);
        NextRuns = (Previewed ?? state.Time).Next(clock.Now, options.Value.Zone, PreviewRuns);
        if (id == DigestJob) Recipients = await digest.PlanAsync(clock.Now, cancellationToken);
        Missing = id == "calendar-coverage" ? coverage.Missing(clock.Now) : [];
        History = await queries.HistoryAsync(id, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        RunCount = (await queries.CountsAsync(cancellationToken)).GetValueOrDefault(id);
        await names.LoadAsync(History.Items.Select(run => run.StartedBy), cancellationToken);
        return Page();
    }

    private IActionResult Back(Notices? said, string id)
    {
        if (said is null) return NotFound();
        (Done, Refused) = said;
        return RedirectToPage(new { id });
    }
}

/// <summary>What the form for the time sends.</summary>
public sealed record ScheduleFields
{
    [Required]
    public string Rhythm { get; init; } = "";

    public TimeOnly? Time { get; init; }

    [Range(1, 7)]
    public int Weekday { get; init; } = 1;

    [Range(1, 31)]
    public int Day { get; init; } = 1;

    [MaxLength(200)]
    public string? Cron { get; init; }

    internal ScheduleForm ToForm() => new(
        Enum.TryParse<Rhythm>(Rhythm, ignoreCase: true, out var rhythm) ? rhythm : Jobs.Rhythm.Own, Time ?? default,
        Weekday, Day, Cron ?? "");
}
