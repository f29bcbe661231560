namespace CustomerFlow.Host.Complaints;

internal static class ComplaintTexts
{
    public static readonly Text Complaints = new("投诉", "Complaints");
    public static readonly Text SubjectMissing = new("请用一句话说明是什么事。", "Say in one line what it is about.");
    public static readonly Text DescriptionMissing = new("请说明发生了什么。", "Tell us what happened.");
    public static readonly Text CategoryUnknown = new("请选择投诉类别。", "Choose what the complaint is about.");
    public static readonly Text SeverityUnknown = new("请选择影响程度。", "Choose how much harm it does.");
    public static readonly Text ChannelUnknown = new("请选择投诉渠道。", "Choose how the complaint came in.");
    public static readonly Text LanguageUnknown = new("请选择语言（中文或英文）。", "Choose the language: Chinese or English.");
    public static readonly Text AmountOutOfRange = new("金额不能为负数，也不能过大。", "The amount must not be negative, nor that large.");
    public static readonly Text AmountNotANumber = new("请用数字填写金额，例如 1280.50。", "Write the amount in figures, such as 1280.50.");
    public static readonly Text ReceivedInFuture = new("收到时间不能晚于现在。", "It cannot have come in later than now.");
    public static readonly Text ReceivedTooLongAgo = new("收到时间过早，请检查年份。", "That is too long ago. Check the year.");
    public static readonly Text ReceivedNotATime = new("请填写有效的日期和时间。", "Give a valid date and time.");
    public static readonly Text NameMissing = new("请填写姓名。", "Give a name.");
    public static readonly Text AddressMissing = new("请填写邮箱或电话，至少一项。", "Give an e-mail address or a phone number.");
    public static readonly Text EmailNotValid = new("邮箱格式有误，请检查。", "This e-mail address is not complete. Check it.");
    public static readonly Text PhoneNotValid = new("电话号码有误，请检查。", "This is not a whole phone number. Check it.");
    public static readonly Text CharacterNotAllowed = new("含有不支持的字符。", "It contains a character that is not supported.");
    public static readonly Text CustomerUnknown = new("没有这个客户，或者您无权查看。", "There is no such customer, or you may not see it.");
    public static readonly Text PersonUnknown = new("没有这个人。", "There is nobody of that name here.");
    public static readonly Text NotReady = new(
        "投诉流程尚未发布，暂时无法受理。", "The complaint workflow has not been published, so nothing can be taken in yet.");
    public static readonly Text KeyUsedOtherwise = new(
        "此 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for a different request.");
    public static readonly Text KeyTooLong = new(
        "Idempotency-Key 最长 {0} 个字符。", "An Idempotency-Key has at most {0} characters.");
    public static readonly Text LimitOutOfRange = new("limit 必须在 1 到 {0} 之间。", "limit must be between 1 and {0}.");
    public static readonly Text PlaceNotValid = new("after 不是本列表返回的值。", "after is not a value that this list returned.");

    private static readonly Text TooLongBy = new("最多 {0} 个字符。", "At most {0} characters.");

    /// <summary>The sentence in both languages, since it is chosen before anyone knows who reads it.</summary>
    public static Text TooLong(int charactersMax) => new(
        string.Format(System.Globalization.CultureInfo.InvariantCulture, TooLongBy.Zh, charactersMax),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, TooLongBy.En, charactersMax));
}
