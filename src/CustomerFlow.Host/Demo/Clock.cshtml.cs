using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Demo;

/// <summary>The clock of the demo, with room for what the bar on every page has not.</summary>
internal sealed class ClockModel(
    ClockMover mover, ClockTargets targets, BusinessClock clock, Display display, PeopleNames names, CurrentPerson me,
    IOptions<DemoOptions> demo) : PageModel
{
    /// <summary>A short move is over when its page comes back; a long one is watched on the bar.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    /// <summary>What was typed, as it was typed.</summary>
    public string To { get; private set; } = "";

    public string? ToError { get; private set; }

    public ClockMove? Last => mover.Current is null ? mover.Latest : null;

    public IReadOnlyDictionary<ClockStep, DateTimeOffset?> Targets { get; private set; } = new Dictionary<ClockStep, DateTimeOffset?>();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!demo.Value.Enabled) context.Result = NotFound();
    }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>The bar alone, which a page asks for while the clock moves.</summary>
    public IActionResult OnGetBar() => Partial("_ClockBar", new ClockBar { IsAnswer = true });

    public async Task<IActionResult> OnPostMoveAsync(ClockStep? step, string? returnUrl, CancellationToken cancellationToken)
    {
        if (step is null || await targets.OfAsync(step.Value, cancellationToken) is not { } target)
        {
            Refused = ClockTexts.NothingDue;
            return RedirectToPage();
        }

        return await MoveAsync(target, returnUrl, cancellationToken);
    }

    public async Task<IActionResult> OnPostGoAsync(string? to, CancellationToken cancellationToken)
    {
        To = to ?? "";
        var isTime = DateTime.TryParse(
            To, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.NoCurrentDateDefault, out var typed)
            && typed.Year > 1;
        ToError = isTime ? targets.Flaw(targets.Of(DateTime.SpecifyKind(typed, DateTimeKind.Unspecified))) : ClockTexts.NoTime;
        if (ToError is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(cancellationToken);
        }

        return await MoveAsync(targets.Of(DateTime.SpecifyKind(typed, DateTimeKind.Unspecified)), null, cancellationToken);
    }

    public IActionResult OnPostStop(string? returnUrl)
    {
        if (mover.Current is { IsPreparation: false } moving)
        {
            moving.Cancel();
            Done = ClockTexts.StopAsked;
        }

        return Back(returnUrl);
    }

    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken)
    {
        if (await mover.TryResetAsync(cancellationToken)) Done = ClockTexts.ResetDone;
        else await RefuseAsync(mover.Current, cancellationToken);
        return RedirectToPage();
    }

    private async Task<IActionResult> MoveAsync(DateTimeOffset target, string? returnUrl, CancellationToken cancellationToken)
    {
        if (!mover.TryBegin(target, me.Username, out var move))
        {
            await RefuseAsync(move, cancellationToken);
            return RedirectToPage();
        }

        await Task.WhenAny(move.Ended, Task.Delay(AnswerWithin, cancellationToken));
        return Back(returnUrl);
    }

    private async Task RefuseAsync(ClockMove? moving, CancellationToken cancellationToken)
    {
        if (moving is null) return;
        if (moving.IsPreparation)
        {
            Refused = ClockTexts.PreparingRefused;
            return;
        }

        await names.LoadAsync([moving.By], cancellationToken);
        Refused = ClockTexts.AlreadyMoving.With(names.Of(moving.By), display.Full(moving.Target));
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<ClockStep, DateTimeOffset?>();
        foreach (var step in Enum.GetValues<ClockStep>()) known[step] = await targets.OfAsync(step, cancellationToken);
        Targets = known;
        if (To.Length == 0)
            To = targets.LocalNow.PlusDays(1).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await names.LoadAsync([mover.Latest?.By], cancellationToken);
        return Page();
    }

    private IActionResult Back(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : RedirectToPage();

    public TimeSpan Ahead => clock.Offset;
}
