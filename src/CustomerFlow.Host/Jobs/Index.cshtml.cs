using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Jobs;

/// <summary>A job on the list.</summary>
internal sealed record JobLine(ScheduleState State, DateTimeOffset? Next, JobRunLine? Last);

[Authorize(Policies.Schedule)]
internal sealed class IndexModel(
    Schedules schedules, JobQueries queries, JobCommands commands, CalendarCoverage coverage, BusinessClock clock,
    IOptions<AppOptions> options)
    : PageModel
{
    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public IReadOnlyList<JobLine> Lines { get; private set; } = [];

    public IReadOnlyList<MissingYear> Missing { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var last = await queries.LastAsync(cancellationToken);
        Lines = [.. (await schedules.ListAsync(cancellationToken)).Select(state => new JobLine(
            state, state.Paused ? null : state.Time.After(clock.Now, options.Value.Zone), last.GetValueOrDefault(state.Id)))];
        Missing = coverage.Missing(clock.Now);
    }

    public async Task<IActionResult> OnPostRunAsync(string id, CancellationToken cancellationToken)
    {
        if (await commands.RunNowAsync(id, cancellationToken) is not { } said) return NotFound();
        (Done, Refused) = said;
        return RedirectToPage();
    }
}
