using System.Globalization;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Surveys;

/// <summary>Makes a task with an owner and a due date of what a customer wrote.</summary>
[Authorize(Policies.Work)]
internal sealed class ActionModel(
    SurveyComments comments, MakeImprovement improvements, PeopleNames names, BusinessClock clock, IOptions<AppOptions> app,
    CurrentPerson me) : PageModel
{
    private const int DaysUnlessSaid = 14;
    private const int DaysMax = 366;
    private const string DayFormat = "yyyy-MM-dd";

    public SurveyComment Comment { get; private set; } = null!;

    public IReadOnlyList<PersonChoice> Colleagues { get; private set; } = [];

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Owner { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    private DateOnly Today => app.Value.DayOf(clock.Now);

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        Owner = me.Username;
        Due = Today.AddDays(DaysUnlessSaid).ToString(DayFormat, CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        var what = What?.Trim();
        if (what is not { Length: > 0 and <= MakeImprovement.WhatCharactersMax })
            ModelState.AddModelError(nameof(What), AnalysisTexts.WhatMissing.With(MakeImprovement.WhatCharactersMax));
        if (!Colleagues.Any(person => person.Username == Owner)) ModelState.AddModelError(nameof(Owner), AnalysisTexts.OwnerMissing);
        if (!DateOnly.TryParseExact(Due, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            || due < Today || due > Today.AddDays(DaysMax))
            ModelState.AddModelError(nameof(Due), AnalysisTexts.DueWrong);
        if (!ModelState.IsValid) return Page();
        // Until the end of that day.
        var action = new NewImprovement(what!, Owner!, app.Value.EndOf(due).AddSeconds(-1));
        if (await improvements.RunAsync(Comment, action, cancellationToken) is not { } made)
        {
            ModelState.AddModelError(nameof(What), AnalysisTexts.AlreadyMade);
            return Page();
        }

        TempData["Done"] = AnalysisTexts.Saved.ToString();
        return LocalRedirect($"/cases/{made.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        // What is made of a restricted complaint would be seen by the person whom it names.
        if (await comments.FindAsync(key, cancellationToken) is not { IsRestricted: false } comment) return false;
        Comment = comment;
        Colleagues = await names.ColleaguesAsync(cancellationToken);
        return true;
    }
}
