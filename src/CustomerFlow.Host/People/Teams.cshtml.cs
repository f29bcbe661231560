using CustomerFlow.Workflows.Calendars;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

/// <summary>Who is in which team; everybody may look.</summary>
[Authorize]
internal sealed class TeamsModel(TeamQueries queries, CalendarSet calendars) : PageModel
{
    public IReadOnlyList<TeamLine> Lines { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Lines = await queries.ListAsync(cancellationToken);

    public string CalendarOf(TeamLine line) => calendars.TryFind(line.CalendarId, out var calendar)
        ? new Text(calendar.Name.Zh, calendar.Name.En) : line.CalendarId;
}
