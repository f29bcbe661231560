using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.AdministerPeople)]
internal sealed class NewTeamModel(ChangeTeam change, TeamPages pages) : PageModel
{
    [BindProperty]
    public TeamFields Fields { get; set; } = new();

    public TeamForm Form { get; private set; } = null!;

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Form = await pages.FormAsync(Fields, true, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // What could not even be read as a key or a number is refused with the rest, and nothing is saved without it.
        var outcome = ModelState.IsValid
            ? await change.CreateAsync(Fields, cancellationToken) : new Saving.Refused(PersonRules.Problems(Fields, isNew: true));
        switch (outcome)
        {
            case Saving.Saved:
                Done = PeopleTexts.Saved;
                return RedirectToPage("Teams");
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                Form = await pages.FormAsync(Fields, true, cancellationToken);
                return Page();
            default:
                throw new UnreachableException();
        }
    }
}
