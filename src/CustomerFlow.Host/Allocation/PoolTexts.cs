using System.Globalization;

namespace CustomerFlow.Host.Allocation;

internal static class PoolTexts
{
    public static readonly Text Pool = new("公海", "Public pool");
    public static readonly Text Lead = new(
        "暂时没有负责人的客户。领取后由您负责，联系方式随即可见。",
        "Customers nobody looks after. Claim one and it is yours; its contacts are shown from then on.");
    public static readonly Text Claim = new("领取", "Claim");
    public static readonly Text ClaimNamed = new("领取 {0}", "Claim {0}");
    public static readonly Text Region = new("地区", "Region");
    public static readonly Text AllRegions = new("所有地区", "All regions");
    public static readonly Text NameHint = new("客户名称", "Name of the customer");
    public static readonly Text Since = new("{0}进入公海", "in the pool since {0}");
    public static readonly Text Left = new("还可领取 {0} 个", "you may claim {0} more");
    public static readonly Text LeftNote = new(
        "今日 {0}/{1}，本周 {2}/{3}，持有 {4}/{5}", "today {0} of {1}, this week {2} of {3}, you look after {4} of {5}");
    public static readonly Text Empty = new("公海里没有客户", "The pool is empty");
    public static readonly Text EmptyAdvice = new("所有客户都有人负责。", "Somebody looks after every customer.");
    public static readonly Text NotFound = new("没有找到客户", "No customer was found");
    public static readonly Text NotFoundAdvice = new("请换一个名称，或清除筛选条件。", "Try another name, or clear the filter.");
    public static readonly Text Claimed = new("您已领取这位客户。", "You look after this customer now.");
    public static readonly Text Taken = new("{0} 已在 {1} 领取了 {2}。", "{0} was first and took {2} at {1}.");
    public static readonly Text Gone = new("{0} 已不在公海中。", "{0} is no longer in the pool.");
    public static readonly Text NoTable = new(
        "“公海领取限制”决策表尚未发布，暂时不能领取。", "The table with the limits of the pool is not published, so nothing can be claimed.");
    public static readonly Text GiveBack = new("退回公海", "Give back to the pool");
    public static readonly Text GiveBackOf = new("把 {0} 退回公海", "Give {0} back to the pool");
    public static readonly Text GiveBackLead = new(
        "退回后其他同事可以领取。请写明原因，供下一位负责人参考。", "Colleagues can claim it then. Say why, for whoever looks after it next.");
    public static readonly Text Why = new("为什么退回？", "Why do you give it back?");
    public static readonly Text GivenBack = new("{0} 已退回公海。", "{0} is back in the pool.");
    public static readonly Text SayWhy = new("请写明原因。", "Say why.");

    private static readonly Text Holding = new("您已负责 {0} 个{1}客户，达到上限。", "You look after {0} {1} customers already, which is the limit.");
    private static readonly Text Day = new("今天已领取 {0} 个{1}客户，达到上限。", "You have claimed {0} {1} customers today, which is the limit.");
    private static readonly Text Week = new("本周已领取 {0} 个{1}客户，达到上限。", "You have claimed {0} {1} customers this week, which is the limit.");

    public static Text HoldingReached(int count, string tier) => Fill(Holding, count, tier);

    public static Text DayReached(int count, string tier) => Fill(Day, count, tier);

    public static Text WeekReached(int count, string tier) => Fill(Week, count, tier);

    private static Text Fill(Text text, int count, string tier) => new(
        string.Format(CultureInfo.InvariantCulture, text.Zh, count, WordTexts.Tiers[tier].Zh),
        string.Format(CultureInfo.InvariantCulture, text.En, count, WordTexts.Tiers[tier].En));
}
