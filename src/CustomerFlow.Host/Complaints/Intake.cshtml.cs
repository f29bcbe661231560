using System.Globalization;
using System.Text.Json;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Public;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// A colleague takes a complaint in, mostly on the phone: find who calls, add to an open case or write down a new complaint, put it
/// aside half-done. One form with a button for each; every button sends all that was typed, and nothing needs JavaScript.
/// </summary>
[Authorize(Policies.Work)]
internal sealed class IntakeModel(
    CallerSearch callers, ComplaintDrafts drafts, IntakeFiling filing, PeopleNames names, CaseQueries cases) : PageModel
{
    [BindProperty]
    public IntakeInput Input { get; set; } = new();

    public IReadOnlyList<Caller>? Found { get; private set; }

    public Caller? Chosen { get; private set; }

    public IReadOnlyList<DraftLine> Drafts { get; private set; } = [];

    public IReadOnlyList<PersonChoice> Colleagues { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long? draft, long? contact, CancellationToken cancellationToken)
    {
        if (draft is { } key && await drafts.FindAsync(key, cancellationToken) is { } begun) Input = begun;
        if (contact is not null) Input.ContactKey = contact;
        Input.Language ??= Languages.Code(Languages.Current);
        Input.RequestKey = Guid.NewGuid().ToString("N");
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSearchAsync(CancellationToken cancellationToken)
    {
        if (Paging.SearchText(Input.Search) is not { } typed)
        {
            ModelState.AddModelError("Input.Search", IntakeTexts.SearchMissing);
            return await ShowAsync(cancellationToken);
        }

        Found = await callers.FindAsync(typed, cancellationToken);
        // The usual case on the phone: the number is known and belongs to one person.
        if (Found is [var only]) Choose(only.ContactKey, only.Language);
        else Choose(null, Input.Language);
        if (Found.Count == 0) TakeOver(typed);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostChooseAsync(long? choose, CancellationToken cancellationToken)
    {
        var caller = choose is { } key ? await callers.OfAsync(key, cancellationToken) : null;
        Choose(caller?.ContactKey, caller?.Language ?? Input.Language);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.TrySaveAsync(Input, cancellationToken))
        {
            ModelState.AddModelError("", IntakeTexts.DraftTooLong);
            return await ShowAsync(cancellationToken);
        }

        Done = IntakeTexts.DraftSaved;
        return LocalRedirect("/complaints/new");
    }

    public async Task<IActionResult> OnPostDropAsync(long drop, CancellationToken cancellationToken)
    {
        await drafts.DropAsync(drop, cancellationToken);
        Done = IntakeTexts.DraftDropped;
        return LocalRedirect("/complaints/new");
    }

    public async Task<IActionResult> OnPostAppendAsync(long appendTo, CancellationToken cancellationToken)
    {
        if (!await cases.IsVisibleAsync(appendTo, cancellationToken)) return NotFound();
        switch (await filing.AppendAsync(appendTo, Input, cancellationToken))
        {
            case InformationOutcome.Filed:
                await DropDraftAsync(cancellationToken);
                Done = IntakeTexts.Appended;
                return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/cases/{appendTo}"));
            case InformationOutcome.Closed:
                ModelState.AddModelError("", IntakeTexts.AppendTooLate);
                break;
            default:
                ModelState.AddModelError("Input.Description", IntakeTexts.AppendMissing.With(CaseInteractions.TextCharactersMax));
                break;
        }

        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        if (Input.ContactKey is { } key && await callers.OfAsync(key, cancellationToken) is null) Input.ContactKey = null;
        var colleagues = await names.ColleaguesAsync(cancellationToken);
        if (Input.NamedPersonKey is { } named && colleagues.All(person => person.Key != named))
        {
            ModelState.AddModelError("Input.NamedPersonKey", ComplaintTexts.PersonUnknown);
            return await ShowAsync(cancellationToken);
        }

        switch (await filing.OpenAsync(Input, cancellationToken))
        {
            case OpenOutcome.Opened { Complaint: var opened }:
                await DropDraftAsync(cancellationToken);
                TempData[TakenModel.Key] = JsonSerializer.Serialize(opened);
                return LocalRedirect("/complaints/taken");
            case OpenOutcome.Invalid invalid:
                foreach (var problem in invalid.Problems) ModelState.AddModelError(FieldOf(problem.Field), problem.Sentence);
                break;
            case OpenOutcome.KeyUsedOtherwise:
                // Sent, then changed with "back" and sent again: that is another complaint.
                Input.RequestKey = Guid.NewGuid().ToString("N");
                return await OnPostOpenAsync(cancellationToken);
            default:
                ModelState.AddModelError("", ComplaintTexts.NotReady);
                break;
        }

        return await ShowAsync(cancellationToken);
    }

    private static string FieldOf(string field)
    {
        var name = field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return string.Concat("Input.", char.ToUpperInvariant(name[0]).ToString(), name[1..]);
    }

    // The posted values of what a button changes must not stand in its way.
    private void Choose(long? contactKey, string? language)
    {
        (Input.ContactKey, Input.Language) = (contactKey, language);
        ModelState.Remove("Input.ContactKey");
        ModelState.Remove("Input.Language");
    }

    /// <summary>Nobody found: what was typed is most likely the newcomer's own number, address or name.</summary>
    private void TakeOver(string typed)
    {
        if (typed.Contains('@', StringComparison.Ordinal)) Input.Email = Filled("Email", Input.Email, typed);
        else if (typed.Any(char.IsLetter)) Input.Name = Filled("Name", Input.Name, typed);
        else Input.Phone = Filled("Phone", Input.Phone, typed);
    }

    private string Filled(string field, string? already, string typed)
    {
        if (!string.IsNullOrWhiteSpace(already)) return already;
        ModelState.Remove($"Input.{field}");
        return typed;
    }

    private async Task DropDraftAsync(CancellationToken cancellationToken)
    {
        if (Input.DraftKey is { } key) await drafts.DropAsync(key, cancellationToken);
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        Chosen = Input.ContactKey is { } key ? await callers.OfAsync(key, cancellationToken) : null;
        Drafts = await drafts.ListAsync(cancellationToken);
        Colleagues = await names.ColleaguesAsync(cancellationToken);
        return Page();
    }
}
