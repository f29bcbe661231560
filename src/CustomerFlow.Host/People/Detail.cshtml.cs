using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.ManagePeople)]
internal sealed class DetailModel(PeopleQueries queries, ChangePerson change, PeopleNames names, Display display) : PageModel
{
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
        (FirstDay, LastDay) = (firstDay, lastDay);
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
        return true;
    }
}
