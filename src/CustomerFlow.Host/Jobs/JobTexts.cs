namespace CustomerFlow.Host.Jobs;

internal static class JobTexts
{
    public static readonly Text Jobs = new("定时任务", "Scheduled jobs");
    public static readonly Text Lead = new(
        "系统按时间表自动做的事。可以立即运行、暂停，或改变时间。", "What happens by the calendar. Run one now, pause it, or change its time.");
    public static readonly Text NextRun = new("下次运行", "Next run");
    public static readonly Text LastRun = new("上次运行", "Last run");
    public static readonly Text NeverRan = new("还没有运行过", "has not run yet");
    public static readonly Text Paused = new("已暂停", "paused");
    public static readonly Text Changed = new("时间已改", "time changed");
    public static readonly Text Succeeded = new("成功", "succeeded");
    public static readonly Text Failed = new("失败", "failed");
    public static readonly Text Running = new("运行中", "running");
    public static readonly Text RunNow = new("立即运行", "Run now");
    public static readonly Text RunNowNamed = new("立即运行：{0}", "Run now: {0}");
    public static readonly Text Pause = new("暂停", "Pause");
    public static readonly Text Resume = new("恢复", "Resume");
    public static readonly Text PauseDone = new(
        "已暂停“{0}”。恢复之前不会自动运行。", "\"{0}\" is paused. It does not run by itself until you resume it.");
    public static readonly Text ResumeDone = new("已恢复“{0}”。", "\"{0}\" runs by its time again.");
    public static readonly Text RunDone = new("“{0}”运行完毕：{1}", "\"{0}\" has run: {1}");
    public static readonly Text RunFailed = new(
        "“{0}”运行失败（{1}）。详情见服务器日志；下次仍会按时运行。", "\"{0}\" failed ({1}). The server's log says why; the next run comes all the same.");
    public static readonly Text When = new("运行时间", "When it runs");
    public static readonly Text ChangeTime = new("改变时间", "Change the time");
    public static readonly Text HowOften = new("频率", "How often");
    public static readonly Text RhythmDaily = new("每天", "every day");
    public static readonly Text RhythmWeekdays = new("周一至周五", "Monday to Friday");
    public static readonly Text RhythmWeekly = new("每周一次", "once a week");
    public static readonly Text RhythmMonthly = new("每月一次", "once a month");
    public static readonly Text RhythmOwn = new("自定义表达式", "own expression");
    public static readonly Text Time = new("时间", "Time");
    public static readonly Text WeekdayLabel = new("星期（每周一次时）", "Weekday (for once a week)");
    public static readonly Text DayLabel = new("日期（每月一次时，1–31）", "Day of the month (for once a month, 1–31)");
    public static readonly Text CronLabel = new(
        "表达式（自定义时）：秒 分 时 日 月 星期", "Expression (for an own one): second minute hour day month weekday");
    public static readonly Text CronHint = new(
        "星期一为 1，星期日为 0 或 7。例如 0 30 7 * * 1-5 表示周一至周五 7:30。日和星期只能限定其中一个。",
        "Monday is 1, Sunday is 0 or 7: 0 30 7 * * 1-5 is Monday to Friday at 7:30. Limit either the day or the weekday, not both.");
    public static readonly Text Preview = new("预览接下来三次", "Preview the next three runs");
    public static readonly Text PreviewTitle = new("{0}，接下来三次：", "{0}; the next three runs:");
    public static readonly Text PreviewNotSaved = new("尚未保存。", "Not saved yet.");
    public static readonly Text NoRunAhead = new(
        "按这个表达式永远不会运行。请检查日期和月份。", "With this expression it would never run. Check the day and the month.");
    public static readonly Text WrongTime = new(
        "无法识别这个时间。自定义表达式须有六个字段，例如 0 0 8 * * 1-5，并且日和星期只能限定其中一个。",
        "This time cannot be used. An own expression has six fields, such as 0 0 8 * * 1-5, and limits either the day or the weekday.");
    public static readonly Text TimeSaved = new("时间已改为：{0}。", "The new time is saved: {0}.");
    public static readonly Text ShippedTime = new("恢复原来的时间（{0}）", "Back to the original time ({0})");
    public static readonly Text Recipients = new("现在运行会发给", "Who would get a mail now");
    public static readonly Text RecipientsNobody = new("现在没有人会收到邮件：没有今天到期或已逾期的任务。", "Nobody: no task is due today or overdue.");
    public static readonly Text RecipientTasks = new("{0} 项任务，{1} 项逾期", "{0} tasks, {1} overdue");
    public static readonly Text NoAddress = new("没有邮箱地址，邮件会发送失败", "has no e-mail address, so the mail would fail");
    public static readonly Text History = new("运行记录", "History");
    public static readonly Text Runs = new("共运行 {0} 次", "Runs so far: {0}");
    public static readonly Text NoHistory = new("还没有运行记录", "No runs yet");
    public static readonly Text NoHistoryAdvice = new("到时间后会自动运行，也可以现在就运行一次。", "It runs by itself at its time; you can also run it now.");
    public static readonly Text BySchedule = new("按时间表", "by the calendar");
    public static readonly Text ByPerson = new("由 {0} 启动", "started by {0}");
    public static readonly Text Took = new("用时 {0}", "took {0}");
    public static readonly Text TookShort = new("不到 1 秒", "less than a second");
    public static readonly Text Seconds = new("{0} 秒", "{0} s");
    public static readonly Text NothingToDo = new("没有要做的事", "nothing to do");
    public static readonly Text Missing = new(
        "缺少 {0} 年的节假日：{1}", "The holidays of {0} are missing: {1}");
    public static readonly Text MissingAdvice = new(
        "未来 {0} 天内的期限会算到这一年，补录之前节假日会被当作工作日。请把放假安排补进 workflows/calendars 中的日历文件。",
        "Time limits within the next {0} days reach into that year; until its holidays are entered they count as workdays. "
        + "Add them to the calendar files in workflows/calendars.");
    public static readonly Text ListSeparator = new("、", ", ");
    public static readonly Text SaysDaily = new("每天 {0}", "Every day at {0}");
    public static readonly Text SaysWeekdays = new("周一至周五 {0}", "Monday to Friday at {0}");
    public static readonly Text SaysWeekly = new("每{0} {1}", "Every {0} at {1}");
    public static readonly Text SaysMonthly = new("每月 {0} 日 {1}", "On day {0} of each month at {1}");

    private static readonly Text[] Weekdays =
    [
        new("周日", "Sunday"), new("周一", "Monday"), new("周二", "Tuesday"), new("周三", "Wednesday"), new("周四", "Thursday"),
        new("周五", "Friday"), new("周六", "Saturday"),
    ];

    private static readonly Dictionary<string, Text> Figures = new(StringComparer.Ordinal)
    {
        [JobFigure.Mails] = new("{0} 封邮件", "mails: {0}"),
        [JobFigure.People] = new("{0} 人", "people: {0}"),
        [JobFigure.Tasks] = new("{0} 项任务", "tasks: {0}"),
        [JobFigure.Reminders] = new("提醒 {0} 份", "reminders: {0}"),
        [JobFigure.Closed] = new("关闭 {0} 份", "closed: {0}"),
        [JobFigure.MissingYears] = new("缺少 {0} 个年份", "missing years: {0}"),
        [JobFigure.NotAWorkingDay] = new("今天不是工作日，没有发送", "not a working day, nothing sent"),
    };

    /// <summary>Monday is 1, Sunday 7 or 0.</summary>
    public static Text Weekday(int day) => Weekdays[day % 7];

    public static Text RhythmName(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Daily => RhythmDaily,
        Rhythm.Weekdays => RhythmWeekdays,
        Rhythm.Weekly => RhythmWeekly,
        Rhythm.Monthly => RhythmMonthly,
        _ => RhythmOwn,
    };

    public static Text State(string state) => state switch
    {
        "succeeded" => Succeeded,
        "failed" => Failed,
        _ => Running,
    };

    public static string Say(IReadOnlyList<JobFigure> figures)
    {
        var said = figures.Where(figure => figure.Value > 0 && Figures.ContainsKey(figure.Name))
            .Select(figure => Figures[figure.Name].With(Display.Count(figure.Value)));
        return string.Join(ListSeparator, said) is { Length: > 0 } words ? words : NothingToDo;
    }
}
