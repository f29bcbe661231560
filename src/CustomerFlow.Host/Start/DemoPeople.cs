using CustomerFlow.Data.Access;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Start;

/// <summary>One sign-in of the demo company.</summary>
internal sealed record DemoPerson(NewPerson Person, Text Job, params string[] Teams)
{
    public string Username => Person.Username;
}

/// <summary>The people that a demo starts with. Their sign-in names are part of the contract with tools and tests.</summary>
internal static class DemoPeople
{
    public const string Management = "management";
    public const string ProcessOwners = "process-owners";
    public const string Service = "service";
    public const string ServiceLeads = "service-leads";
    public const string Sales = "sales";
    public const string Finance = "finance";
    public const string Duty = "duty";

    /// <summary>Who leads which team.</summary>
    public static readonly IReadOnlyDictionary<string, string> Leads = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Management] = "manager", [ProcessOwners] = "owner", [Service] = "lead", [ServiceLeads] = "lead", [Sales] = "sales",
        [Finance] = "manager", [Duty] = "lead",
    };

    // Customer service takes calls from any customer and so sees all; a salesperson sees the own ones.
    // Supervisors stand before those they supervise: each row can name the one above when it is written.
    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new(Person("admin", "林静", "Lin Jing", Language.Zh, Roles.Admin, Roles.Operator), new("系统管理员", "administrator")),
        new(Person("manager", "陈国华", "Chen Guohua", Language.Zh, Roles.Manager), new("客户部经理", "manager of service and sales"),
            Management, Finance, Duty),
        new(Person("owner", "周文博", "Zhou Wenbo", Language.Zh, Roles.ProcessOwner) with { Supervisor = "manager" },
            new("流程负责人", "process owner"), ProcessOwners),
        new(Person("lead", "苏敏", "Su Min", Language.Zh, Roles.Staff) with { Supervisor = "manager", Reach = AccessReach.All },
            new("客服主管", "service lead"), Service, ServiceLeads, Duty),
        // Two of them: who proposes a remedy cannot approve it.
        new(Person("lead2", "韩雪", "Han Xue", Language.Zh, Roles.Staff) with { Supervisor = "manager", Reach = AccessReach.All },
            new("客服主管", "service lead"), ServiceLeads),
        new(Person("agent", "艾玛·克拉克", "Emma Clarke", Language.En, Roles.Staff) with { Supervisor = "lead", Reach = AccessReach.All },
            new("客服专员", "service agent"), Service),
        new(Person("sales", "大卫·布朗", "David Brown", Language.En, Roles.Staff) with { Supervisor = "manager", Reach = AccessReach.Own },
            new("销售", "salesperson"), Sales),
        new(Person("auditor", "何平", "He Ping", Language.Zh, Roles.Auditor), new("审计", "auditor")),
    ];

    private static NewPerson Person(string username, string nameZh, string nameEn, Language language, params string[] roles) =>
        // A name that no mail server will ever deliver to.
        new(username, new(nameZh, nameEn), language, roles) { Email = $"{username}@customerflow.example" };
}
