using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

/// <summary>Reads what a mail needs: the release's text, the recipients with addresses that may be used, the task it is about.</summary>
internal sealed class MailFactsReader(
    ReleaseReader releases, SubjectKeys subjects, BusinessClock clock, PublicAddress address, IOptions<AppOptions> app)
{
    private const string MailChannel = "mail";

    public async Task<MailFacts> ReadAsync(CustomerFlowDb db, StepInput input, MailAim aim, CancellationToken cancellationToken)
    {
        var task = input.Header("task") is { } elementId ? await TaskAsync(db, input.InstanceKey, elementId, cancellationToken) : null;
        return new MailFacts
        {
            Release = await releases.OfReleaseAsync(input.ReleaseKey, cancellationToken),
            Site = new MailSite(address.Link(""), app.Value.CompanyName, app.Value.TimeZone),
            Subject = await db.Set<CaseRow>().Where(row => row.InstanceKey == input.InstanceKey).Select(row => row.Title)
                .SingleOrDefaultAsync(cancellationToken),
            Task = task is null ? null : await DescribeAsync(db, task, cancellationToken),
            Clocks = await ClockFacts.ReadAsync(db, input.InstanceKey, cancellationToken),
            Recipients = aim switch
            {
                MailAim.Customer customer => await CustomerAsync(db, input, customer.Purpose, cancellationToken),
                MailAim.Assignee =>
                    await StaffAsync(db, input.InstanceKey, await HoldersAsync(db, task, cancellationToken), cancellationToken),
                MailAim.Supervisor => await StaffAsync(
                    db, input.InstanceKey, await NextLevelAsync(db, task, cancellationToken), cancellationToken),
                _ => throw new System.Diagnostics.UnreachableException(),
            },
        };
    }

    private static Task<UserTaskRow?> TaskAsync(
        CustomerFlowDb db, long instanceKey, string elementId, CancellationToken cancellationToken) =>
        db.Set<UserTaskRow>().AsNoTracking()
            .Where(row => row.InstanceKey == instanceKey && row.ElementId == elementId && row.State == UserTaskState.Open)
            .OrderByDescending(row => row.Key).FirstOrDefaultAsync(cancellationToken);

    private static async Task<MailTask> DescribeAsync(CustomerFlowDb db, UserTaskRow task, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.UserName == task.Assignee, cancellationToken);
        return new MailTask(
            task.Key, task.ElementId, task.DueAt, task.Assignee, person is null ? null : new Text(person.NameZh, person.NameEn));
    }

    private async Task<ImmutableArray<MailRecipient>> CustomerAsync(
        CustomerFlowDb db, StepInput input, string purpose, CancellationToken cancellationToken)
    {
        if (input.Variables.Key("contactKey") is not { } key) return [];
        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (contact is null or { ErasedAt: not null }) return [];
        var language = input.Variables.Text("language") is { } asked && DomainRules.Languages.Contains(asked) ? asked : contact.Language;
        var email = ContactVault.Read(contact, await subjects.OpenAsync(db, key, cancellationToken)).Email;
        var isForbidden = contact.EmailIndex is { } index
            && await db.DoNotContacts.Forbidding([index], MailChannel, purpose, clock.Now).AnyAsync(cancellationToken);
        var isUsable = contact.LeftAt is null && !isForbidden && email is not null && MailAddress.Read(email.Trim()) is not null;
        return [new MailRecipient(key, true, contact.Name, language, isUsable ? email!.Trim() : null)];
    }

    private static async Task<long[]> HoldersAsync(CustomerFlowDb db, UserTaskRow? task, CancellationToken cancellationToken)
    {
        if (task is null) return [];
        if (task.Assignee is { } assignee)
            return [.. await db.People.Where(row => row.UserName == assignee && row.Active).Select(row => row.Key)
                .ToListAsync(cancellationToken)];
        return [.. await Members(db, task).Select(member => member.PersonKey).Distinct().OrderBy(key => key)
            .ToListAsync(cancellationToken)];
    }

    // Above an assignee is the supervisor; above a group is its lead, and above a lead-less group everybody in it.
    private static async Task<long[]> NextLevelAsync(CustomerFlowDb db, UserTaskRow? task, CancellationToken cancellationToken)
    {
        if (task is null) return [];
        var supervisor = await db.People.Where(row => row.UserName == task.Assignee).Select(row => row.SupervisorKey)
            .SingleOrDefaultAsync(cancellationToken);
        if (supervisor is { } above) return [above];
        var leads = await Members(db, task).Where(member => member.Role == "lead").Select(member => member.PersonKey).Distinct()
            .OrderBy(key => key).ToListAsync(cancellationToken);
        return leads.Count > 0 ? [.. leads] : await HoldersAsync(db, task, cancellationToken);
    }

    private static IQueryable<TeamMember> Members(CustomerFlowDb db, UserTaskRow task) =>
        db.TeamMembers.Where(member => db.Teams.Any(team => team.Key == member.TeamKey && task.CandidateGroups.Contains(team.Slug)));

    private static async Task<ImmutableArray<MailRecipient>> StaffAsync(
        CustomerFlowDb db, long instanceKey, long[] keys, CancellationToken cancellationToken)
    {
        // Nobody learns by a reminder of a complaint that is hidden from them.
        var people = await db.People.AsNoTracking()
            .Where(row => keys.Contains(row.Key) && row.Active
                && !db.HiddenCases.Any(hidden => hidden.InstanceKey == instanceKey && hidden.PersonKey == row.Key))
            .OrderBy(row => row.Key)
            .Select(row => new
            {
                row.Key, row.NameZh, row.NameEn, row.Language,
                Email = db.Users.Where(user => user.Id == row.Key).Select(user => user.Email).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. people.Select(row => new MailRecipient(
            row.Key, false, row.Language == "zh" ? row.NameZh : row.NameEn, row.Language, row.Email))];
    }
}

/// <summary>Who a mail is for.</summary>
internal abstract record MailAim
{
    private MailAim()
    {
    }

    /// <summary>The contact of the case.</summary>
    /// <param name="Purpose">What a do-not-contact mark may forbid: a survey, say. A mail about the customer's own case: all or
    /// nothing.</param>
    public sealed record Customer(string Purpose) : MailAim;

    /// <summary>Who has the task, else its group.</summary>
    public sealed record Assignee : MailAim;

    /// <summary>The next level above who has the task.</summary>
    public sealed record Supervisor : MailAim;
}
