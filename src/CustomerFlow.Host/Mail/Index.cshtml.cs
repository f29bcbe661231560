using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

[Authorize(Policies.ReadMail)]
internal sealed class IndexModel(
    MailQueries queries, PeopleNames names, IOptions<SmtpOptions> smtp, IOptions<DemoOptions> demo) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public MailView View { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "case")]
    public long? CaseKey { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<MailEntry> Mails { get; private set; } = new([], null);

    public int UnknownCount { get; private set; }

    public Text Lead => (smtp.Value.HasServer, demo.Value.Enabled) switch
    {
        (true, _) => MailboxTexts.LeadServer,
        (_, true) => MailboxTexts.LeadDemo,
        _ => MailboxTexts.LeadWaiting,
    };

    public bool IsFiltered => Query is not null || View != MailView.All || CaseKey is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        var filter = new MailFilter(View, Query, CaseKey);
        Mails = await queries.ListAsync(filter, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        UnknownCount = await queries.CountAsync(MailView.Unknown, cancellationToken);
        await names.LoadAsync(Mails.Items.Select(mail => MailWords.Decider(mail.Row)), cancellationToken);
    }
}
