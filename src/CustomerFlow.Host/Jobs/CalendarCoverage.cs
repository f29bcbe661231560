using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Jobs;

/// <summary>A year whose holidays nobody has entered, and the calendars that need them.</summary>
internal sealed record MissingYear(int Year, IReadOnlyList<Text> Calendars);

/// <summary>Time limits reach into the next year long before it begins; its holidays must be known by then.</summary>
internal sealed class CalendarCoverage(
    CalendarSet calendars, DbPool pool, StaffMails mails, StaffMailText texts, PublicAddress address, IOptions<AppOptions> options)
{
    public const int DaysAhead = 100;
    private const string Purpose = "calendar-coverage";

    public IReadOnlyList<MissingYear> Missing(DateTimeOffset now)
    {
        var today = LocalDate.FromDateOnly(options.Value.DayOf(now));
        return [.. calendars.Calendars.Values
            .SelectMany(
                calendar => calendar.MissingYears(today, today.PlusDays(DaysAhead)).Select(year => (Year: year, Calendar: calendar)))
            .GroupBy(missing => missing.Year)
            .Select(year =>
                new MissingYear(year.Key, [.. year.Select(missing => new Text(missing.Calendar.Name.Zh, missing.Calendar.Name.En))]))
            .OrderBy(missing => missing.Year)];
    }

    /// <summary>One mail a month to each process owner while a year is missing.</summary>
    public async Task<IReadOnlyList<JobFigure>> WarnAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = Missing(now);
        if (missing.Count == 0) return [new(JobFigure.MissingYears, 0)];
        var month = options.Value.DayOf(now) is var today ? (today.Year * 100) + today.Month : 0;
        var owners = await OwnersAsync(cancellationToken);
        var queued = await mails.QueueAsync([.. owners.Select(owner => Mail(owner, missing, month))], cancellationToken);
        return [new(JobFigure.MissingYears, missing.Count), new(JobFigure.Mails, queued)];
    }

    private async Task<IReadOnlyList<StaffReader>> OwnersAsync(CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("jobs"));
        return await StaffReader.Of(db).Where(reader => db.UserRoles.Any(held =>
                held.UserId == reader.Key && db.Roles.Any(role => role.Id == held.RoleId && role.Name == Access.Roles.ProcessOwner)))
            .OrderBy(reader => reader.Key).ToListAsync(cancellationToken);
    }

    private StaffMail Mail(StaffReader owner, IReadOnlyList<MissingYear> missing, int month)
    {
        var language = Languages.Parse(owner.Language);
        var years = string.Join(
            JobTexts.ListSeparator.In(language), missing.Select(year => year.Year.ToString(CultureInfo.InvariantCulture)));
        var names = string.Join(
            JobTexts.ListSeparator.In(language), missing.SelectMany(year => year.Calendars).Distinct().Select(name => name.In(language)));
        var text = texts.Render(
            owner, CoverageMailText, new Dictionary<string, string>
            {
                ["years"] = years, ["calendars"] = names, ["days"] = DaysAhead.ToString(CultureInfo.InvariantCulture),
                ["link"] = address.Link("/jobs"),
            });
        return new StaffMail(month, Purpose, owner.Key, owner.Language, text);
    }

    private static readonly Text CoverageMailText = new(
        """
        # 工作日历缺少 {{ years }} 年的节假日

        {{ reader }}，您好：

        未来 {{ days }} 天内的期限会算到 {{ years }} 年，但以下日历还没有该年的节假日和调休安排：{{ calendars }}。

        在补录之前，该年的期限只按每周工作时间计算，节假日会被当作工作日。请在放假安排公布后，把它们补进 `workflows/calendars` 中的日历文件。

        [查看定时任务]({{ link }})
        """,
        """
        # The holidays of {{ years }} are missing from the working calendars

        Hello {{ reader }},

        Time limits within the next {{ days }} days reach into {{ years }},
        but these calendars do not know that year's holidays and make-up workdays yet: {{ calendars }}.

        Until they are entered, limits in that year count by the weekly hours alone,
        so holidays are taken for workdays. Add them to the calendar files in `workflows/calendars` as soon as they are published.

        [Open the scheduled jobs]({{ link }})
        """);
}
