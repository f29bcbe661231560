using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.AdministerPeople)]
internal sealed class NewModel(AdministerPeople people, SignInLinks links, TeamQueries teams, PeopleNames names) : PageModel
{
    [BindProperty]
    public PersonFields Fields { get; set; } = new();

    public PersonForm Form { get; private set; } = null!;

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Link { get; set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // What could not even be read as a key or a number is refused with the rest, and nothing is saved without it.
        var outcome = ModelState.IsValid
            ? await people.CreateAsync(Fields, cancellationToken) : new Saving.Refused(PersonRules.Problems(Fields, isNew: true));
        switch (outcome)
        {
            case Saving.Saved saved:
                Done = PeopleTexts.Created;
                Link = await links.CreateAsync(saved.Key, cancellationToken);
                return RedirectToPage("Detail", new { key = saved.Key });
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return await ShowAsync(cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Form = new(
            Fields, true, await teams.ChoicesAsync(cancellationToken), await names.ColleaguesAsync(cancellationToken));
        return Page();
    }
}
