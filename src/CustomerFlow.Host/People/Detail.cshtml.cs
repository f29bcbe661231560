using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.ManagePeople)]
internal sealed class DetailModel(PeopleQueries queries, ChangePerson change, PeopleNames names, Display display) : PageModel
{
    /// <summary>The link of a first sign-in that was just made; it is shown once.</summary>
    [TempData]
    public string? Link { get; set; }

    public IReadOnlyList<string> RolesHeld { get; private set; } = [];

    public long? DeputyKey { get; private set; }

    public PersonLine Person { get; private set; } = null!;

    public IReadOnlyList<PersonChoice> Others { get; private set; } = [];

    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public string? AbsenceError { get; private set; }

    public string? SupervisorError { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken) =>
        await LoadAsync(key, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAbsenceAsync(
        long key, DateOnly? firstDay, DateOnly? lastDay, long? deputy, CancellationToken cancellationToken)
    {
        (FirstDay, LastDay, DeputyKey) = (firstDay, lastDay, deputy);
        return await AnswerAsync(
            key, await change.AddAbsenceAsync(key, firstDay, lastDay, deputy, cancellationToken), why => AbsenceError = why,
            cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAbsenceAsync(long key, long absence, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await change.RemoveAbsenceAsync(key, absence, cancellationToken), why => AbsenceError = why,
            cancellationToken);

    public async Task<IActionResult> OnPostSupervisorAsync(long key, long? supervisor, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await change.SetSupervisorAsync(key, supervisor, cancellationToken), why => SupervisorError = why,
            cancellationToken);

    public async Task<IActionResult> OnPostNewLinkAsync(
        long key, [FromServices] SignInLinks links, [FromServices] IAuthorizationService authorization, CancellationToken cancellationToken)
    {
        if (!(await authorization.AuthorizeAsync(User, Policies.AdministerPeople)).Succeeded) return Forbid();
        Link = await links.CreateAsync(key, cancellationToken);
        return Link is null ? NotFound() : RedirectToPage(new { key });
    }

    public async Task<IActionResult> OnPostReturnAsync(
        long key, [FromServices] EndOfWork end, [FromServices] IAuthorizationService authorization, CancellationToken cancellationToken)
    {
        if (!(await authorization.AuthorizeAsync(User, Policies.AdministerPeople)).Succeeded) return Forbid();
        if (await end.ReturnAsync(key, cancellationToken) is PersonChange.NotFound) return NotFound();
        Done = PeopleTexts.Returned;
        return RedirectToPage(new { key });
    }

    private async Task<IActionResult> AnswerAsync(
        long key, PersonChange outcome, Action<string> refuse, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case PersonChange.Saved:
                Done = PeopleTexts.Saved;
                return RedirectToPage(new { key });
            case PersonChange.Refused refused:
                refuse(refused.Why);
                return await LoadAsync(key, cancellationToken) ? Page() : NotFound();
            case PersonChange.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, display.Today, cancellationToken) is not { } person) return false;
        Person = person;
        Others = [.. (await names.ColleaguesAsync(cancellationToken)).Where(other => other.Key != key)];
        await names.LoadAsync(person.Absences.Select(absence => absence.Deputy), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
        RolesHeld = await queries.RolesOfAsync(key, cancellationToken);
        return true;
    }
}
