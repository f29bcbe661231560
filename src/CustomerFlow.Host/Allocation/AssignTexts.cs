using CustomerFlow.Host.Complaints;

namespace CustomerFlow.Host.Allocation;

internal static class AssignTexts
{
    public static readonly Text Suggestion = new("按规则分配", "Assignment by rule");
    public static readonly Text Suggested = new("建议由{0}负责", "{0} should look after it");
    public static readonly Text NobodySuggested = new("现在没有合适的人，客户留在公海。", "Nobody fits now; the customer stays in the pool.");
    public static readonly Text Assign = new("按建议分配", "Assign as suggested");
    public static readonly Text Assigned = new("已按规则分配。", "Assigned by rule.");
    public static readonly Text NotAssigned = new("现在没有合适的人，客户仍在公海。", "Nobody fits now; the customer is still in the pool.");
    public static readonly Text AssignShown = new("按规则分配本页 {0} 个客户", "Assign the {0} customers of this page by rule");
    public static readonly Text AssignedCount = new("已分配 {0} 个客户，{1} 个仍在公海。", "{0} customers were assigned, {1} stay in the pool.");
    public static readonly Text OrChoose = new("或另选一人", "Or choose somebody else");
    public static readonly Text Rule = new("适用规则", "Rule");
    public static readonly Text Inputs = new("客户情况", "What was known");
    public static readonly Text Team = new("团队", "Team");
    public static readonly Text Skill = new("所需专长", "Skill needed");
    public static readonly Text Senior = new("需要资深人员", "senior person needed");
    public static readonly Text Decided = new("选择依据", "Decided by");
    public static readonly Text Considered = new("比较过的人", "Looked at");
    public static readonly Text Load = new("{0} 个同等级客户，上限 {1}", "{0} customers of this tier, at most {1}");
    public static readonly Text Away = new("不在岗", "away");

    private static readonly Dictionary<string, Text> Reasons = new()
    {
        [CaseAssignment.LeastLoad] = new("在岗人员中负责的同等级客户最少", "looks after the fewest customers of this tier among those present"),
        [CaseAssignment.Deputy] = new("代理不在岗的同事", "stands in for a colleague who is away"),
        [CaseAssignment.AboveCapacity] = new("在岗人员都已达到上限", "everybody present is at the limit"),
        [CaseAssignment.NoSeniorPresent] = new("没有资深人员在岗，由负责客户最少的人接手", "no senior person is present, so the one with the fewest customers"),
        [CaseAssignment.NobodyPresent] = new("没有具备所需专长的人在岗", "nobody with the skill is present"),
    };

    public static string Reason(string code) => Reasons.TryGetValue(code, out var text) ? text : code;
}
