using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace CustomerFlow.Host.Access;

/// <summary>Named permissions; pages and endpoints ask for these, never for roles.</summary>
internal static class Policies
{
    /// <summary>Do tasks and talk to customers.</summary>
    public const string Work = "work";

    /// <summary>Read cases and customers, within the person's scope.</summary>
    public const string ReadCases = "read-cases";

    /// <summary>Bring customers and purchases in from files, and check what others brought in.</summary>
    public const string ImportCustomers = "import-customers";

    /// <summary>See which processes run and where they stand, within the person's scope, but nothing of what they are about.</summary>
    public const string FollowProcesses = "follow-processes";

    /// <summary>Say that two records are one customer, and take it back.</summary>
    public const string MergeCustomers = "merge-customers";

    /// <summary>Decide who looks after which customer, and what tiers can expect.</summary>
    public const string Allocate = "allocate";

    /// <summary>Enter absences, name deputies and supervisors.</summary>
    public const string ManagePeople = "manage-people";

    /// <summary>Make people and teams, give roles, end access.</summary>
    public const string AdministerPeople = "administer-people";

    /// <summary>Change workflows, decision tables, forms and mails.</summary>
    public const string Design = "design";

    /// <summary>Failures, mail queue, jobs and nodes.</summary>
    public const string Operate = "operate";

    /// <summary>See scheduled jobs, run them, pause them, change their times.</summary>
    public const string Schedule = "schedule";

    /// <summary>
    /// Read the mails in the outbox. In a demo without a mail server everybody may: the mailbox is then all there is of them.
    /// </summary>
    public const string ReadMail = "read-mail";

    /// <summary>Read who saw and changed what.</summary>
    public const string Audit = "audit";

    private static readonly Dictionary<string, string[]> RolesOf = new(StringComparer.Ordinal)
    {
        [Work] = [Roles.Staff, Roles.Manager, Roles.Admin],
        [ReadCases] = [Roles.Staff, Roles.Manager, Roles.Admin, Roles.ProcessOwner, Roles.Auditor],
        [ImportCustomers] = [Roles.Manager, Roles.Admin],
        [FollowProcesses] = [Roles.Staff, Roles.Manager, Roles.Admin, Roles.ProcessOwner, Roles.Auditor, Roles.Operator],
        [MergeCustomers] = [Roles.Manager, Roles.Admin],
        [Allocate] = [Roles.Manager, Roles.Admin],
        [ManagePeople] = [Roles.Manager, Roles.Admin],
        [AdministerPeople] = [Roles.Admin],
        [Design] = [Roles.ProcessOwner, Roles.Admin],
        [Operate] = [Roles.Operator, Roles.Admin],
        [Schedule] = [Roles.Operator, Roles.ProcessOwner, Roles.Admin],
        [Audit] = [Roles.Auditor, Roles.Admin],
    };

    /// <summary>Who may read mail where it is not open to everybody.</summary>
    public static readonly string[] MailReaders = [Roles.Operator, Roles.ProcessOwner, Roles.Admin];

    /// <summary>Every rule that stands for roles alone.</summary>
    public static IReadOnlyCollection<string> All => RolesOf.Keys;

    /// <summary>Whether to offer something; what it leads to asks for the same permission.</summary>
    public static bool May(this ClaimsPrincipal user, string policy) => Array.Exists(RolesOf[policy], user.IsInRole);

    public static void Configure(AuthorizationOptions options)
    {
        foreach (var (policy, roles) in RolesOf) options.AddPolicy(policy, builder => builder.RequireRole(roles));
        // Nothing is open by omission: a page or endpoint without a rule of its own needs a signed-in person.
        options.FallbackPolicy = options.DefaultPolicy;
    }
}
