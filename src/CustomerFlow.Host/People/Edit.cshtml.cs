using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.AdministerPeople)]
internal sealed class EditModel(AdministerPeople people, TeamQueries teams, PeopleNames names) : PageModel
{
    [BindProperty]
    public PersonFields Fields { get; set; } = new();

    public PersonForm Form { get; private set; } = null!;

    public Text Name { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await people.FieldsAsync(key, cancellationToken) is not { } fields) return NotFound();
        Fields = fields;
        return await ShowAsync(key, fields, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        // What could not even be read as a key or a number is refused with the rest, and nothing is saved without it.
        var outcome = ModelState.IsValid
            ? await people.UpdateAsync(key, Fields, cancellationToken) : new Saving.Refused(PersonRules.Problems(Fields, isNew: false));
        switch (outcome)
        {
            case Saving.Saved:
                Done = PeopleTexts.Saved;
                return RedirectToPage("Detail", new { key });
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                if (await people.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
                return await ShowAsync(key, stored, cancellationToken);
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(long key, PersonFields stored, CancellationToken cancellationToken)
    {
        Name = new(stored.NameZh!, stored.NameEn!);
        Fields.Username = stored.Username;
        Form = new(
            Fields, false, await teams.ChoicesAsync(cancellationToken),
            [.. (await names.ColleaguesAsync(cancellationToken)).Where(other => other.Key != key)]);
        return Page();
    }
}
