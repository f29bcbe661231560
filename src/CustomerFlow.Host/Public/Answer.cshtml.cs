using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>
/// Accept, or not solved: what the links of a decision mail open. Opening one chooses nothing but which question stands on top;
/// only the posted form is an answer.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.PublicForm)]
internal sealed class AnswerModel(CustomerLinks links, AnswerDecision decision, DecisionWords words) : PageModel
{
    public CaseRow Case { get; private set; } = null!;

    public DecisionState State { get; private set; } = null!;

    public DecisionText? Decision { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The answer was given a moment ago, by this very visitor.</summary>
    [TempData]
    public bool Thanks { get; set; }

    public bool AsksWhy => Answer == AnswerDecision.NotSolved;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindAsync(token, CaseLinks.Decision, cancellationToken);
        if (outcome is not LinkOutcome.Found found) return LinkRefusal.Of(outcome).Show(this);
        return await ShowAsync(found, await decision.StandAsync(found.Link, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindAsync(token, CaseLinks.Decision, cancellationToken);
        if (outcome is not LinkOutcome.Found found) return LinkRefusal.Of(outcome).Show(this);
        var reason = Reason?.Trim();
        var isComplete = Answer == AnswerDecision.Accepted
            || (AsksWhy && reason is { Length: > 0 and <= CaseInteractions.TextCharactersMax });
        if (isComplete)
        {
            var state = await decision.RunAsync(found.Link, Answer!, AsksWhy ? reason : null, cancellationToken);
            if (state is not DecisionState.Answered { IsNew: true }) return await ShowAsync(found, state, cancellationToken);
            Thanks = true;
            return LocalRedirect($"/a/{token}");
        }

        if (AsksWhy) ModelState.AddModelError(nameof(Reason), AnswerTexts.ReasonMissing.With(CaseInteractions.TextCharactersMax));
        return await ShowAsync(found, await decision.StandAsync(found.Link, cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(LinkOutcome.Found found, DecisionState state, CancellationToken cancellationToken)
    {
        (Case, State) = (found.Case, state);
        if (state is DecisionState.Open) Decision = await words.OfAsync(found.Link, cancellationToken);
        return Page();
    }
}

/// <summary>A decision in the customer's words.</summary>
internal sealed record DecisionText(string Remedy, string? Reasons);

/// <summary>Reads what was decided from the case, with the words that its workflow has for it.</summary>
internal sealed class DecisionWords(DbPool pool, ReleaseReader releases)
{
    /// <summary>Null when the workflow keeps no remedy: then the mail alone says what was decided.</summary>
    public async Task<DecisionText?> OfAsync(PublicLink link, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        var instance = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.Key == link.CaseKey)
            .Select(row => new { row.ReleaseKey, row.Variables }).SingleAsync(cancellationToken);
        var variables = FeelJson.ParseObject(instance.Variables);
        if (variables.Text("remedy") is not { } remedy) return null;
        var pages = await releases.OfReleaseAsync(instance.ReleaseKey, cancellationToken);
        var language = Languages.Code(Languages.Current);
        var name = pages.Forms.Keys.Order(StringComparer.Ordinal)
            .Select(form => pages.Texts.Find($"{form}.remedy.options.{remedy}", language)).FirstOrDefault(text => text is not null);
        var cost = variables.Number("cost") is > 0 and var amount ? PublicTexts.RemedyAmount.With(Display.Number(amount)) : "";
        return new DecisionText((name ?? remedy) + cost, variables.Text("reasons"));
    }
}
