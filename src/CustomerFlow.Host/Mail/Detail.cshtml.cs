using System.Text.RegularExpressions;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

[Authorize(Policies.ReadMail)]
[ShowsFrame]
internal sealed partial class DetailModel(
    MailQueries queries, MailQueue queue, PeopleNames names, IAuthorizationService authorization, CurrentPerson me,
    IOptions<SmtpOptions> smtp) : PageModel
{
    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public MailEntry Mail { get; private set; } = null!;

    /// <summary>Whether this person may say what became of it.</summary>
    public bool MaySettle { get; private set; }

    public string From => string.IsNullOrEmpty(smtp.Value.FromName) ? smtp.Value.From : $"{smtp.Value.FromName} <{smtp.Value.From}>";

    public string? Reason => MailWords.Reason(Mail.Row, names.Of);

    /// <summary>The plain text in pieces, the web addresses apart so that the page can link them.</summary>
    public IEnumerable<(string Text, bool IsLink)> PlainPieces
    {
        get
        {
            var (plain, at) = (Mail.Text?.Plain ?? "", 0);
            foreach (Match address in WebAddress().Matches(plain))
            {
                yield return (plain[at..address.Index], false);
                yield return (address.Value, true);
                at = address.Index + address.Length;
            }

            yield return (plain[at..], false);
        }
    }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } mail) return NotFound();
        Mail = mail;
        MaySettle = await MayOperateAsync();
        await names.LoadAsync([MailWords.Decider(mail.Row)], cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostArrivedAsync(long key, CancellationToken cancellationToken) =>
        SettleAsync(key, () => DecideAsync(key, MailState.Sent, cancellationToken), MailboxTexts.ArrivedDone, cancellationToken);

    public Task<IActionResult> OnPostNotArrivedAsync(long key, CancellationToken cancellationToken) =>
        SettleAsync(key, () => DecideAsync(key, MailState.Failed, cancellationToken), MailboxTexts.NotArrivedDone, cancellationToken);

    public Task<IActionResult> OnPostAgainAsync(long key, CancellationToken cancellationToken) =>
        SettleAsync(key, () => queue.SendAgainAsync(key, cancellationToken), MailboxTexts.AgainDone, cancellationToken);

    private async Task<IActionResult> SettleAsync(long key, Func<Task<bool>> act, Text done, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is null) return NotFound();
        if (!await MayOperateAsync()) return Forbid();
        if (await act()) Done = done;
        else Refused = MailboxTexts.KnownByNow;
        return RedirectToPage(new { key });
    }

    private Task<bool> DecideAsync(long key, MailState state, CancellationToken cancellationToken) =>
        queue.DecideAsync(key, new MailSettlement(state, MailWords.ByHand + me.Username), me.Actor, cancellationToken);

    private async Task<bool> MayOperateAsync() => (await authorization.AuthorizeAsync(User, Policies.Operate)).Succeeded;

    [GeneratedRegex(@"https?://[^\s<>""()（）]+[^\s<>""()（）.,;:!?。，；：！？]", RegexOptions.NonBacktracking)]
    private static partial Regex WebAddress();
}
