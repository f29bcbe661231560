using CustomerFlow.Host.Customers;
using CustomerFlow.Host.People;

namespace CustomerFlow.Host.Records;

internal static class RecordTexts
{
    public static readonly Text Differences = new("需要核对的内容", "What is to be checked");
    public static readonly Text DifferencesAdvice = new(
        "请对照来源（合同、名片、来电等）逐项核对；同意后档案才会更新。",
        "Compare each line with its source (contract, card, call). The record changes when you approve.");
    public static readonly Text Waiting = new("待核对的更改", "Changes that wait for a check");
    public static readonly Text WaitingAdvice = new(
        "在第二位同事核对之前，档案保持原样。", "The record stays as it is until a second colleague has checked them.");
    public static readonly Text UnderCheck = new("正在由第二位同事核对", "A second colleague is checking it");
    public static readonly Text Field = new("项目", "Field");
    public static readonly Text Old = new("原内容", "On file");
    public static readonly Text New = new("新内容", "New");
    public static readonly Text Nothing = new("（空）", "(empty)");
    public static readonly Text NewRecord = new("新档案，尚未核对", "new, not checked yet");
    public static readonly Text By = new("{0}（{1}）", "{0}, {1}");
    public static readonly Text TheCustomer = new("客户本人", "the customer");
    public static readonly Text ChangedSince = new("档案中现为：{0}", "on file by now: {0}");
    public static readonly Text NoChange = new("没有待核对的更改。", "No change waits.");
    public static readonly Text OpenEdit = new("打开编辑页", "Open it for editing");
    public static readonly Text FormOverlay = new(
        "以下更改正在等待核对，表单中已显示新内容；如需放弃某项更改，请改回原内容。",
        "These changes wait for a check. The form shows the new values; put the old one back to give a change up.");
    public static readonly Text Verify = new("提交核对", "Have it checked");
    public static readonly Text VerifyAsked = new("已提交给第二位同事核对。", "A second colleague will check it.");
    public static readonly Text SavedToBeChecked = new(
        "已保存。第二位同事会核对这份档案。", "Saved. A second colleague will check the record.");
    public static readonly Text SavedWaits = new(
        "已保存。标注“待核对”的更改要等第二位同事核对后生效；同一客户的更改会一并核对。",
        "Saved. What is marked as waiting takes effect when a second colleague has checked it, together with what waited already.");
    public static readonly Text Unverified = new("只看未核实", "Unverified only");
    public static readonly Text Ages = new("各项内容的时间", "How old each field is");
    public static readonly Text Since = new("更新于 {0}", "since {0}");
    public static readonly Text Confirmed = new("{1} 于 {0} 确认", "confirmed {0} by {1}");
    public static readonly Text AgeUnknown = new("没有记录", "not known");
    public static readonly Text ConfirmAll = new("全部仍然正确", "All of it is still right");
    public static readonly Text ConfirmedAll = new("已记录：全部内容仍然正确。", "Noted: all of it is still right.");

    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        [RecordFields.Name] = CustomerTexts.Name,
        [RecordFields.Kind] = CustomerTexts.Kind,
        [RecordFields.Tier] = CustomerTexts.Tier,
        [RecordFields.Stage] = CustomerTexts.Stage,
        [RecordFields.Language] = CustomerTexts.Language,
        [RecordFields.Parent] = CustomerTexts.Parent,
        [RecordFields.Industry] = CustomerTexts.Industry,
        [RecordFields.Region] = CustomerTexts.Region,
        [RecordFields.Needs] = CustomerTexts.Needs,
        [RecordFields.Preferences] = CustomerTexts.Preferences,
        [RecordFields.Phone] = CustomerTexts.Phone,
        [RecordFields.Email] = CustomerTexts.Email,
        [RecordFields.MessageId] = CustomerTexts.MessageId,
        [RecordFields.Roles] = ContactFormTexts.Roles,
    };

    public static string NameOf(string field) => Names.TryGetValue(field, out var name) ? name : field;

    /// <summary>A value in the words that the pages have for it.</summary>
    public static string Show(string field, string? value) => (field, value) switch
    {
        (_, null) => Nothing,
        (RecordFields.Kind, _) => Words.CustomerKind(value),
        (RecordFields.Tier, _) => Words.Tier(value),
        (RecordFields.Stage, _) => Words.Stage(value),
        (RecordFields.Language, _) => value == "zh" ? PeopleTexts.Chinese : PeopleTexts.English,
        (RecordFields.Roles, _) => CustomerTexts.Join(RecordFields.Split(value).Select(ContactFormTexts.Role)),
        (RecordFields.Needs or RecordFields.Preferences, _) => CustomerTexts.Join(RecordFields.Split(value)),
        _ => value,
    };

    /// <summary>What to say after saving; null when it is simply saved.</summary>
    public static Text? NoteOf(FieldPlan plan, bool isVerified) =>
        !plan.NeedsCheck ? null : isVerified ? SavedWaits : SavedToBeChecked;
}
