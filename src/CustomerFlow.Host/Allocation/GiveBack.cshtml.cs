using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Allocation;

/// <summary>Whoever looks after a customer gives it back to the pool, with the reason.</summary>
[Authorize(Policies.Work)]
internal sealed class GiveBackModel(PublicPool pool) : PageModel
{
    [BindProperty]
    public string? Note { get; set; }

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await pool.OwnAsync(key, cancellationToken) is not { } name) return NotFound();
        Name = name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        if (await pool.OwnAsync(key, cancellationToken) is not { } name) return NotFound();
        Name = name;
        switch (await pool.GiveBackAsync(key, Note, cancellationToken))
        {
            case Saving.Saved:
                TempData["Done"] = PoolTexts.GivenBack.With(name);
                return LocalRedirect("/pool");
            case Saving.Refused refused:
                ModelState.AddModelError(nameof(Note), refused.Problems[0].Why);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
