using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.People;

/// <summary>What must hold of a person and of a team before the database is asked.</summary>
internal static partial class PersonRules
{
    public const int NameCharactersMax = 80;
    public const int EmailCharactersMax = 254;
    public const int CapacityMax = 1000;
    public const int SkillsMax = 20;
    public const int SkillCharactersMax = 40;

    public static readonly IReadOnlyList<AccessReach> Reaches = [AccessReach.Own, AccessReach.Team, AccessReach.All];

    public static bool IsUsername(string? text) => text is not null && Username().IsMatch(text);

    public static IReadOnlyList<FieldProblem> Problems(PersonFields fields, bool isNew)
    {
        var problems = new List<FieldProblem>();
        if (isNew && !IsUsername(fields.Username)) problems.Add(new(nameof(fields.Username), PeopleTexts.UsernameWrong));
        CheckName(nameof(fields.NameZh), fields.NameZh, problems);
        CheckName(nameof(fields.NameEn), fields.NameEn, problems);
        if (!string.IsNullOrWhiteSpace(fields.Email) && !IsAddress(fields.Email.Trim()))
            problems.Add(new(nameof(fields.Email), PeopleTexts.EmailNotValid));
        if (!DomainRules.Languages.Contains(fields.Language)) problems.Add(new(nameof(fields.Language), PeopleTexts.LanguageMissing));
        if (fields.Roles.Count == 0 || fields.Roles.Exists(role => !DomainRules.Roles.Contains(role)))
            problems.Add(new(nameof(fields.Roles), PeopleTexts.RoleMissing));
        if (Skills(fields.Skills) is { Count: > SkillsMax } || Skills(fields.Skills).Any(skill => skill.Length > SkillCharactersMax))
            problems.Add(new(nameof(fields.Skills), PeopleTexts.SkillsRule));
        if (fields.Reach is { } reach && !Reaches.Contains(reach)) problems.Add(new(nameof(fields.Reach), PeopleTexts.ReachUnknown));
        return problems;
    }

    public static IReadOnlyList<FieldProblem> Problems(TeamFields fields, bool isNew)
    {
        var problems = new List<FieldProblem>();
        if (isNew && !Slug().IsMatch(fields.Slug ?? "")) problems.Add(new(nameof(fields.Slug), PeopleTexts.SlugRule));
        CheckName(nameof(fields.NameZh), fields.NameZh, problems);
        CheckName(nameof(fields.NameEn), fields.NameEn, problems);
        if (fields.Capacity is not (>= 1 and <= CapacityMax))
            problems.Add(new(nameof(fields.Capacity), PeopleTexts.CapacityRule));
        if (fields.Lead is { } lead && !fields.Members.Contains(lead)) problems.Add(new(nameof(fields.Lead), PeopleTexts.LeadNotMember));
        return problems;
    }

    /// <summary>The words, each once; case makes no difference to a table.</summary>
    public static IReadOnlyList<string> Skills(string? typed) =>
        [.. CustomerRules.Words(typed?.ToLowerInvariant())];

    private static void CheckName(string field, string? name, List<FieldProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(name)) problems.Add(new(field, PeopleTexts.NameMissing));
        else if (name.Trim().Length > NameCharactersMax) problems.Add(new(field, PeopleTexts.NameTooLong));
    }

    private static bool IsAddress(string text) =>
        text.Length <= EmailCharactersMax && MailAddress.Read(text)?.Domain.Contains('.', StringComparison.Ordinal) == true;

    [GeneratedRegex("^[a-z][a-z0-9.-]{1,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex Username();

    [GeneratedRegex("^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();
}
