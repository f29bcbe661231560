using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Start;

/// <summary>One sign-in of the demo company.</summary>
internal sealed record DemoPerson(
    string Username, string Name, Text Job, Language Language, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, string? Supervisor);

/// <summary>The sign-ins that a demo starts with. Their names are part of the contract with tools and tests.</summary>
internal static class DemoPeople
{
    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("admin", "林静", new("系统管理员", "administrator"), Language.Zh, [Roles.Admin, Roles.Operator], [], null),
        new("manager", "陈国华", new("客户部经理", "manager of service and sales"), Language.Zh, [Roles.Manager], ["managers"], null),
        new("owner", "周文博", new("流程负责人", "process owner"), Language.Zh, [Roles.ProcessOwner], ["process-owners"], "manager"),
        new("lead", "苏敏", new("客服主管", "service lead"), Language.Zh, [Roles.Staff], ["service", "service-leads"], "manager"),
        new("agent", "Emma Clarke", new("客服专员", "service agent"), Language.En, [Roles.Staff], ["service"], "lead"),
        new("sales", "David Brown", new("销售", "salesperson"), Language.En, [Roles.Staff], ["sales"], "manager"),
        new("auditor", "何平", new("审计", "auditor"), Language.Zh, [Roles.Auditor], [], null),
    ];
}
