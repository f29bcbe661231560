namespace CustomerFlow.Host.Allocation;

internal static class OwnerTexts
{
    public static readonly Text Change = new("变更负责人", "Change the owner");
    public static readonly Text ChangeOf = new("变更 {0} 的负责人", "Change who looks after {0}");
    public static readonly Text Propose = new("提出变更负责人", "Propose another owner");
    public static readonly Text ProposeFor = new("提出变更 {0} 的负责人", "Propose who looks after {0}");
    public static readonly Text ProposeLead = new(
        "由另一位同事审批，批准后立即生效。", "Another colleague decides; once approved it takes effect at once.");
    public static readonly Text SendProposal = new("提交审批", "Send for approval");
    public static readonly Text NowOwner = new("现负责人", "Looked after by");
    public static readonly Text NewOwner = new("新负责人", "New owner");
    public static readonly Text Choose = new("请选择", "Choose");
    public static readonly Text IntoPool = new("放入公海", "Into the public pool");
    public static readonly Text Reason = new("原因", "Reason");
    public static readonly Text Note = new("说明", "Note");
    public static readonly Text NoteHint = new("只供内部查看，客户看不到。", "For colleagues only; the customer never sees it.");
    public static readonly Text Changed = new("负责人已变更，已写入流转记录。", "The owner was changed and a transfer record written.");
    public static readonly Text Proposed = new("已提交审批。", "Sent for approval.");
    public static readonly Text ProposedBy = new("提出人", "Proposed by");
    public static readonly Text ChoosePerson = new("请选择新负责人。", "Choose who shall look after the customer.");
    public static readonly Text SamePerson = new(
        "这位客户现在就由他负责，请选择别人。", "That is who looks after the customer already; choose somebody else.");
    public static readonly Text ChooseReason = new("请选择原因。", "Choose a reason.");
    public static readonly Text SayWhy = new("选择“其他原因”时请写明说明。", "Say why in the note when the reason is another one.");
    public static readonly Text ChangedMeanwhile = new(
        "这位客户的负责人刚刚变了，您的变更没有保存。请核对后重新提交。",
        "The customer has just changed hands, so nothing was changed. Look again and send it once more.");
    public static readonly Text AlreadyProposed = new(
        "这位客户已有一项变更正在等待审批。", "A change for this customer is waiting for approval already.");
    public static readonly Text NoWorkflow = new("“客户负责人变更”流程尚未发布。", "The workflow for changes of owner is not published.");
    public static readonly Text Proposal = new("提出的变更", "The proposed change");

    private static readonly Text TooLong = new("最多 {0} 个字。", "At most {0} characters.");

    public static Text NoteTooLong(int charactersMax) => new(
        string.Format(System.Globalization.CultureInfo.InvariantCulture, TooLong.Zh, charactersMax),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, TooLong.En, charactersMax));
}
