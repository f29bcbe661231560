using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Public;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Complaints;

/// <summary>A call made or taken, a visit, a message: by whom, with what result.</summary>
[Authorize(Policies.Work)]
internal sealed class ContactModel(
    CaseQueries cases, CustomerFlowDb db, LogContact log, PeopleNames names, CompanyTime time, CurrentPerson me) : PageModel
{
    public CaseSummary Case { get; private set; } = null!;

    public IReadOnlyList<PersonChoice> Colleagues { get; private set; } = [];

    /// <summary>The results that make sense at the moment.</summary>
    public IReadOnlyList<(string Code, Text Label)> Results { get; private set; } = [];

    [BindProperty]
    public string? Channel { get; set; } = "phone";

    [BindProperty]
    public bool Inbound { get; set; }

    [BindProperty]
    public string? Result { get; set; }

    [BindProperty]
    public string? By { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        By = me.Username;
        return await LoadAsync(key, cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        var by = Colleagues.FirstOrDefault(person => person.Username == By);
        var note = Note?.Trim();
        if (by is null) ModelState.AddModelError(nameof(By), ComplaintTexts.PersonUnknown);
        if (Channel is null || !DomainRules.Channels.Contains(Channel)) ModelState.AddModelError(nameof(Channel), ComplaintTexts.ChannelUnknown);
        if (!Results.Any(result => result.Code == Result)) ModelState.AddModelError(nameof(Result), ContactTexts.ResultMissing);
        if (note is not { Length: > 0 and <= CaseInteractions.TextCharactersMax })
            ModelState.AddModelError(nameof(Note), ContactTexts.NoteMissing.With(CaseInteractions.TextCharactersMax));
        if (!time.TryRead(At, out var at)) ModelState.AddModelError(nameof(At), ComplaintTexts.ReceivedNotATime);
        else if (time.IsAhead(at)) ModelState.AddModelError(nameof(At), ContactTexts.AtAhead);
        if (!ModelState.IsValid) return Page();
        var contact = new PersonContact(Channel!, Inbound, Result != ContactResults.NotReached, by!.Key, by.Username, at, note);
        switch (await log.RunAsync(key, me.Actor, contact, Result!, cancellationToken))
        {
            case LogOutcome.Logged:
                TempData["Done"] = ContactTexts.Saved.ToString();
                return LocalRedirect($"/cases/{key}");
            case LogOutcome.NotWaiting:
                ModelState.AddModelError(nameof(Result), ContactTexts.NotWaiting);
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        if (await cases.SummaryAsync(key, cancellationToken) is not { } summary) return false;
        Case = summary;
        Colleagues = await names.ColleaguesAsync(cancellationToken);
        List<(string, Text)> results = [(ContactResults.Reached, ContactTexts.Reached), (ContactResults.NotReached, ContactTexts.NotReached)];
        if (await CustomerWaits.FindAsync(db, key, CustomerWaits.Information, cancellationToken) is not null)
            results.Add((ContactResults.Information, ContactTexts.Information));
        if (await CustomerWaits.FindAsync(db, key, CustomerWaits.Answer, cancellationToken) is not null)
            results.AddRange([(ContactResults.Accepted, ContactTexts.Accepted), (ContactResults.NotSolved, ContactTexts.NotSolved)]);
        Results = results;
        return true;
    }
}
