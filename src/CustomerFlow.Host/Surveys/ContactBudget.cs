using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>How often one person may be approached in so many days, as the decision table <c>contact-budget</c> says.</summary>
internal sealed record BudgetRule(int ContactsMax, int Days);

/// <summary>
/// One budget per person for everything that nobody asked for: surveys and their reminders, care, follow-up calls. Mails and calls about
/// the person's own complaint count for nothing and are never held back.
/// </summary>
internal static class ContactBudget
{
    private const int DaysMax = 366;
    private const int ContactsReadMax = 500;

    /// <summary>The rule that a process has looked up in the table; null when it has looked up none.</summary>
    public static BudgetRule? RuleOf(FeelContext variables) =>
        variables.Get("budget") is FeelContext budget && budget.Number("contacts") is { } contacts && budget.Number("days") is { } days
            && contacts >= 1 && days is >= 1 and <= DaysMax
            ? new BudgetRule((int)Math.Min(contacts, ContactsReadMax), (int)days)
            : null;

    /// <summary>When the person was approached within the days that the rule counts, the oldest first.</summary>
    public static async Task<ImmutableArray<DateTimeOffset>> ReadAsync(
        CustomerFlowDb db, long contactKey, BudgetRule? rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rule is null) return [];
        // Two that would approach the same person at once: the second waits and counts the first.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({contactKey})", cancellationToken);
        var since = now.AddDays(-rule.Days);
        var mails = await db.Set<OutgoingMailRow>()
            .Where(row => row.Audience == MailAudience.Customer && row.RecipientKey == contactKey && row.UnsubscribePath != null
                && row.QueuedAt > since && row.State != MailState.Failed && row.State != MailState.Withdrawn)
            .OrderByDescending(row => row.QueuedAt).Take(ContactsReadMax).Select(row => row.QueuedAt).ToListAsync(cancellationToken);
        var talks = await db.Interactions
            .Where(row => row.ContactKey == contactKey && !row.Inbound && row.At > since
                && !db.Complaints.Any(complaint => complaint.InstanceKey == row.CaseKey))
            .OrderByDescending(row => row.At).Take(ContactsReadMax).Select(row => row.At).ToListAsync(cancellationToken);
        return [.. mails.Concat(talks).Order()];
    }

    /// <summary>From when on the person may be approached again; null for right now.</summary>
    public static DateTimeOffset? FreeAt(BudgetRule? rule, ImmutableArray<DateTimeOffset> contacts, DateTimeOffset now)
    {
        if (rule is null) return null;
        var counted = contacts.Where(at => at > now.AddDays(-rule.Days)).ToList();
        // Once this one falls out of the window, one fewer than allowed is left in it.
        return counted.Count < rule.ContactsMax ? null : counted[^rule.ContactsMax].AddDays(rule.Days);
    }
}
