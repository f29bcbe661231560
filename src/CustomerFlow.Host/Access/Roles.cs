namespace CustomerFlow.Host.Access;

/// <summary>What a person may do; whose rows they see is their scope, a separate matter.</summary>
internal static class Roles
{
    public const string Admin = "admin";
    public const string ProcessOwner = "process-owner";
    public const string Manager = "manager";
    public const string Staff = "staff";
    public const string Auditor = "auditor";
    public const string Operator = "operator";

    public static readonly IReadOnlyList<string> All = [Admin, ProcessOwner, Manager, Staff, Auditor, Operator];

    public static Text Label(string role) => role switch
    {
        Admin => AccessTexts.RoleAdmin,
        ProcessOwner => AccessTexts.RoleProcessOwner,
        Manager => AccessTexts.RoleManager,
        Staff => AccessTexts.RoleStaff,
        Auditor => AccessTexts.RoleAuditor,
        Operator => AccessTexts.RoleOperator,
        _ => new Text(role, role),
    };
}
