using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.AdministerPeople)]
internal sealed class EditTeamModel(ChangeTeam change, TeamPages pages) : PageModel
{
    [BindProperty]
    public TeamFields Fields { get; set; } = new();

    public TeamForm Form { get; private set; } = null!;

    public Text Name { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await change.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
        Fields = stored;
        return await ShowAsync(stored, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        // What could not even be read as a key or a number is refused with the rest, and nothing is saved without it.
        var outcome = ModelState.IsValid
            ? await change.UpdateAsync(key, Fields, cancellationToken) : new Saving.Refused(PersonRules.Problems(Fields, isNew: false));
        switch (outcome)
        {
            case Saving.Saved:
                Done = PeopleTexts.Saved;
                return RedirectToPage("Teams");
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                if (await change.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
                return await ShowAsync(stored, cancellationToken);
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(TeamFields stored, CancellationToken cancellationToken)
    {
        Name = new(stored.NameZh!, stored.NameEn!);
        Fields.Slug = stored.Slug;
        Form = await pages.FormAsync(Fields, false, cancellationToken);
        return Page();
    }
}
