namespace CustomerFlow.Host.Demo;

internal static class ClockTexts
{
    public static readonly Text Clock = new("演示时钟", "Demo clock");
    public static readonly Text Lead = new(
        "把业务时间往前拨，看提醒、升级、调查和定时任务如何按时发生。途中的每一件事都在它自己的时间发生。",
        "Move business time ahead and watch reminders, escalations, surveys and scheduled jobs come. "
        + "Everything on the way happens at its own time.");
    public static readonly Text Now = new("现在是", "It is now");
    public static readonly Text AheadOfReal = new("比真实时间快 {0}", "{0} ahead of real time");
    public static readonly Text RealTime = new("真实时间", "real time");
    public static readonly Text Move = new("往前拨", "Move ahead");
    public static readonly Text Hour = new("1 小时", "1 hour");
    public static readonly Text WorkingDay = new("1 个工作日", "1 working day");
    public static readonly Text ThreeDays = new("3 天", "3 days");
    public static readonly Text Week = new("7 天", "7 days");
    public static readonly Text NextDue = new("下一件到期", "next due");
    public static readonly Text ToNextDue = new("到下一件到期", "To what is next due");
    public static readonly Text ToNextDueShort = new("下一件到期", "Next due");
    public static readonly Text More = new("更多", "More");
    public static readonly Text GoTo = new("拨到指定时间", "Go to a time");
    public static readonly Text GoToLabel = new("日期和时间", "Date and time");
    public static readonly Text Go = new("拨到这里", "Go there");
    public static readonly Text Reset = new("回到真实时间", "Back to real time");
    public static readonly Text ResetHint = new(
        "已经发生的事保持不变；排在未来的提醒会等到真实时间到达。",
        "What happened stays; reminders set for later wait until real time gets there.");
    public static readonly Text ResetDone = new("时钟已回到真实时间。", "The clock shows real time again.");
    public static readonly Text Preparing = new(
        "正在准备演示公司的过去几周，马上就好", "Preparing the demo company's last weeks, ready in a moment");
    public static readonly Text PreparingRefused = new(
        "演示公司的过去几周还在准备中，请稍候。", "The demo company's last weeks are still being prepared. Please wait a moment.");
    public static readonly Text Moving = new("正在拨到 {0}，已到 {1}", "Moving to {0}, now at {1}");
    public static readonly Text MovingBy = new("由 {0} 启动", "started by {0}");
    public static readonly Text Stop = new("停在这里", "Stop here");
    public static readonly Text StopAsked = new("时钟停在下一个时刻。", "The clock stops at the next moment.");
    public static readonly Text Refresh = new("刷新", "Refresh");
    public static readonly Text Reload = new("时钟已拨动，重新载入本页", "The clock has moved: reload this page");
    public static readonly Text AlreadyMoving = new(
        "{0} 正在把时钟拨到 {1}。请等它到达，或先让它停下。", "{0} is moving the clock to {1}. Wait until it gets there, or stop it first.");
    public static readonly Text NotAhead = new("请选一个晚于现在的时间：时钟只能往前拨。", "Choose a time after now: the clock only moves ahead.");
    public static readonly Text TooFar = new("一次最多往前拨 {0} 天。", "Move at most {0} days ahead at once.");
    public static readonly Text NoTime = new("请填写日期和时间。", "Enter a date and a time.");
    public static readonly Text NothingDue = new("没有任何事情在等待时间。", "Nothing is waiting for a time.");
    public static readonly Text LastMove = new("上一次拨动", "The last move");
    public static readonly Text FromTo = new("从 {0} 到 {1}", "from {0} to {1}");
    public static readonly Text Arrived = new("已到达", "arrived");
    public static readonly Text Cancelled = new("已停下", "stopped");
    public static readonly Text Failed = new("中途出错，详情见服务器日志", "failed on the way; the server's log says why");
    public static readonly Text JobsRun = new("运行了 {0} 次定时任务", "{0} scheduled jobs ran");
    public static readonly Text SeeMails = new("查看邮箱", "See the mailbox");

    public static Text End(ClockMoveEnd end) => end switch
    {
        ClockMoveEnd.Arrived => Arrived,
        ClockMoveEnd.Cancelled => Cancelled,
        _ => Failed,
    };

    public static Text Label(ClockStep step) => step switch
    {
        ClockStep.Hour => Hour,
        ClockStep.WorkingDay => WorkingDay,
        ClockStep.ThreeDays => ThreeDays,
        ClockStep.Week => Week,
        _ => NextDue,
    };
}
