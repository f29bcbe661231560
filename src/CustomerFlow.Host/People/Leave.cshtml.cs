using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

/// <summary>Ends a person's access, with the open tasks in view and a decision where they go.</summary>
[Authorize(Policies.AdministerPeople)]
internal sealed class LeaveModel(PeopleQueries queries, EndOfWork end, PeopleNames names, ReleaseReader releases, Display display)
    : PageModel
{
    public PersonLine Person { get; private set; } = null!;

    public WorkLeft Left { get; private set; } = null!;

    public IReadOnlyList<PersonChoice> Others { get; private set; } = [];

    /// <summary>The names of the tasks in the reader's language, by task key.</summary>
    public Dictionary<long, string> Titles { get; } = [];

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public string? Receiver { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken) =>
        await LoadAsync(key, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long key, string? receiver, CancellationToken cancellationToken)
    {
        Receiver = receiver;
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        if (!string.IsNullOrEmpty(receiver) && Others.All(other => other.Username != receiver)) return Again(PeopleTexts.ReceiverUnknown);
        if (Person.Active && await end.LeaveAsync(key, cancellationToken) is PersonChange.Refused refused) return Again(refused.Why);
        var to = string.IsNullOrEmpty(receiver) ? null : receiver;
        var (moved, stayed) = await end.HandOnAsync(Person.Username, to, Person.Supervisor, cancellationToken);
        Done = PeopleTexts.Left.With(Person.Name, Display.Count(moved));
        if (stayed == 0) return RedirectToPage("Detail", new { key });
        Refused = PeopleTexts.TasksStayed.With(Display.Count(stayed));
        return RedirectToPage(new { key });
    }

    private PageResult Again(string why)
    {
        Error = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, display.Today, cancellationToken) is not { } person) return false;
        Person = person;
        Left = await end.LeftAsync(key, person.Username, cancellationToken);
        Others = [.. (await names.ColleaguesAsync(cancellationToken)).Where(other => other.Key != key)];
        await names.LoadAsync([person.Supervisor], cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
        foreach (var task in Left.Tasks)
        {
            var release = await releases.OfDefinitionAsync(task.ProcessDefinitionKey, cancellationToken);
            Titles[task.Key] = release.Name(task.ElementId, task.Name);
        }

        return true;
    }
}
