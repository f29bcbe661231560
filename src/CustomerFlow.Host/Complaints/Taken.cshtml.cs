using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// What to read to the caller: number, promised time, link. It knows the complaint from the moment it was taken in and asks no case
/// page: whoever took in a complaint about a colleague may not see it any more.
/// </summary>
[Authorize(Policies.Work)]
internal sealed class TakenModel(DbPool pool, CaseQueries cases, PublicAddress address) : PageModel
{
    public const string Key = "Taken";

    public OpenedComplaint Opened { get; private set; } = null!;

    public DateTimeOffset? FirstResponseDue { get; private set; }

    public string StatusLink => address.Link(Opened.StatusPath);

    /// <summary>Whether the one who took it in may go on with it.</summary>
    public bool MaySee { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // Kept while one stays: the page can be loaded again as long as the caller listens.
        if (TempData.Peek(Key) is not string kept || JsonSerializer.Deserialize<OpenedComplaint>(kept) is not { } opened)
            return LocalRedirect("/complaints/new");
        Opened = opened;
        await using var db = pool.Open(AccessScope.System("intake"));
        FirstResponseDue = await db.Set<CaseClockRow>().Where(row => row.InstanceKey == opened.Key && row.Name == ClockFacts.FirstResponse)
            .Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(cancellationToken);
        MaySee = await cases.IsVisibleAsync(opened.Key, cancellationToken);
        return Page();
    }
}
