using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Mail;

/// <summary>Which mails the mailbox shows.</summary>
internal enum MailView
{
    All,
    Waiting,
    Sent,
    Failed,
    Unknown,
}

internal sealed record MailFilter(MailView View, string? Search, long? CaseKey);

/// <summary>A mail as the mailbox shows it. <see cref="Text"/> is null once it was cleared after sending or the recipient erased.</summary>
internal sealed record MailEntry
{
    public required OutgoingMailRow Row { get; init; }

    /// <summary>The case that it belongs to, also for a mail of a workflow that the case called.</summary>
    public long? CaseKey { get; init; }

    public string? CaseNumber { get; init; }

    public long? ReleaseKey { get; init; }

    public string? RecipientName { get; init; }

    public MailText? Text { get; init; }

    /// <summary>What the workflow or the job calls this mail.</summary>
    public string PurposeName { get; init; } = "";

    public string Title => Text?.Subject ?? PurposeName;
}

/// <summary>Reads the outbox as the signed-in person may see it.</summary>
internal sealed class MailQueries(
    CustomerFlowDb db, MailVault vault, ContactVault contacts, ReleaseReader releases, IReadOnlyList<Schedule> schedules, CurrentPerson me)
{
    private const int RecipientsMax = 1000;
    private static readonly string[] Reach = [CustomerFlowDb.Filters.Reach];

    public async Task<PageOf<MailEntry>> ListAsync(MailFilter filter, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var mails = InView(Visible(), filter.View);
        if (filter.CaseKey is { } caseKey) mails = OfCase(mails, caseKey);
        if (filter.Search is { } search) mails = await FoundAsync(mails, search, cancellationToken);
        if (after is { At: { } at })
            mails = mails.Where(row => row.QueuedAt < at || (row.QueuedAt == at && row.Key < after.Key));
        var newest = mails.OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Key);
        var entries = await Entries(newest.Take(size + 1)).ToListAsync(cancellationToken);
        var page = Paging.Cut(entries, size, entry => new ListPlace(entry.Row.QueuedAt, entry.Row.Key).ToString());
        return page with { Items = await OpenAsync(page.Items, cancellationToken) };
    }

    public Task<int> CountAsync(MailView view, CancellationToken cancellationToken) =>
        InView(Visible(), view).CountAsync(cancellationToken);

    /// <summary>Null when there is no such mail, or none that this person may read.</summary>
    public async Task<MailEntry?> FindAsync(long key, CancellationToken cancellationToken)
    {
        var found = await Entries(Visible().Where(row => row.Key == key)).ToListAsync(cancellationToken);
        return (await OpenAsync(found, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Mails of a hidden case stay hidden too. What jobs write to a colleague may name any case, so nobody from whom one is hidden
    /// reads it.
    /// </summary>
    private IQueryable<OutgoingMailRow> Visible()
    {
        var person = me.Scope.PersonKey;
        var hidden = db.Set<HiddenCase>().Where(row => row.PersonKey == person);
        return db.Set<OutgoingMailRow>().AsNoTracking().Where(mail => mail.InstanceKey == null
            ? mail.RecipientKey == person || !hidden.Any()
            : !hidden.Any(row => row.InstanceKey == mail.InstanceKey
                || db.Set<InstanceRow>().Any(instance => instance.Key == mail.InstanceKey && instance.RootKey == row.InstanceKey)));
    }

    private static IQueryable<OutgoingMailRow> InView(IQueryable<OutgoingMailRow> mails, MailView view) => view switch
    {
        MailView.Waiting => mails.Where(row =>
            row.State == MailState.Queued || row.State == MailState.Leased || row.State == MailState.Handed),
        MailView.Sent => mails.Where(row => row.State == MailState.Sent),
        MailView.Failed => mails.Where(row =>
            row.State == MailState.Failed || row.State == MailState.Bounced || row.State == MailState.Withdrawn),
        MailView.Unknown => mails.Where(row => row.State == MailState.Unknown),
        _ => mails,
    };

    private IQueryable<OutgoingMailRow> OfCase(IQueryable<OutgoingMailRow> mails, long caseKey) => mails.Where(mail =>
        db.Set<InstanceRow>().Any(instance =>
            instance.Key == mail.InstanceKey && (instance.Key == caseKey || instance.RootKey == caseKey)));

    /// <summary>By case number, recipient's name, or whole address: addresses are sealed, so a part of one finds nothing.</summary>
    private async Task<IQueryable<OutgoingMailRow>> FoundAsync(
        IQueryable<OutgoingMailRow> mails, string search, CancellationToken cancellationToken)
    {
        var pattern = Paging.Containing(search);
        var known = db.Contacts.IgnoreQueryFilters(Reach);
        var customers = await contacts.WithEmail(known, search).Select(contact => contact.Key)
            .Union(known.Where(contact => EF.Functions.ILike(contact.Name, pattern)).Select(contact => contact.Key))
            .Take(RecipientsMax).ToListAsync(cancellationToken);
        var staff = await db.People
            .Where(person => EF.Functions.ILike(person.NameZh, pattern) || EF.Functions.ILike(person.NameEn, pattern)
                || db.Users.Any(user => user.Id == person.Key && EF.Functions.ILike(user.Email!, pattern)))
            .Select(person => person.Key).Take(RecipientsMax).ToListAsync(cancellationToken);
        return mails.Where(mail =>
            (mail.Audience == MailAudience.Customer && customers.Contains(mail.RecipientKey))
            || (mail.Audience == MailAudience.Staff && staff.Contains(mail.RecipientKey))
            || db.Set<InstanceRow>().Any(instance => instance.Key == mail.InstanceKey && db.Set<CaseRow>().Any(found =>
                (found.InstanceKey == instance.Key || found.InstanceKey == instance.RootKey)
                && EF.Functions.ILike(found.Number, pattern))));
    }

    private IQueryable<MailEntry> Entries(IQueryable<OutgoingMailRow> mails)
    {
        var known = db.Contacts.IgnoreQueryFilters(Reach);
        var isChinese = Languages.Current == Language.Zh;
        return
            from mail in mails
            join running in db.Set<InstanceRow>() on mail.InstanceKey equals running.Key into instances
            from instance in instances.DefaultIfEmpty()
            let about = db.Set<CaseRow>().FirstOrDefault(found => found.InstanceKey == instance!.RootKey)
            orderby mail.QueuedAt descending, mail.Key descending
            select new MailEntry
            {
                Row = mail,
                CaseKey = about!.InstanceKey,
                CaseNumber = about.Number,
                ReleaseKey = instance!.ReleaseKey,
                RecipientName = mail.Audience == MailAudience.Customer
                    ? known.Where(contact => contact.Key == mail.RecipientKey).Select(contact => contact.Name).FirstOrDefault()
                    : db.People.Where(person => person.Key == mail.RecipientKey)
                        .Select(person => isChinese ? person.NameZh : person.NameEn).FirstOrDefault(),
            };
    }

    private async Task<IReadOnlyList<MailEntry>> OpenAsync(IReadOnlyList<MailEntry> entries, CancellationToken cancellationToken)
    {
        // Keys of erased contacts are read by the system: who may see the mail is settled by now.
        var opened = new List<MailEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var text = await vault.OpenAsync(db, entry.Row.Audience, entry.Row.RecipientKey, entry.Row.Content, cancellationToken);
            opened.Add(entry with { Text = text, PurposeName = await PurposeAsync(entry, cancellationToken) });
        }

        return opened;
    }

    private async Task<string> PurposeAsync(MailEntry entry, CancellationToken cancellationToken)
    {
        var purpose = entry.Row.Purpose;
        if (entry.ReleaseKey is { } release)
            return (await releases.OfReleaseAsync(release, cancellationToken)).Name($"mail.{purpose}", purpose);
        return schedules.FirstOrDefault(schedule => schedule.Id == purpose)?.Name ?? purpose;
    }
}
