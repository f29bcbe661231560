using System.Globalization;
using System.Text;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using Microsoft.Extensions.Options;
using Languages = CustomerFlow.Host.Shared.Languages;
using MailContent = CustomerFlow.Workflows.Runtime.MailText;

namespace CustomerFlow.Host.Jobs;

/// <summary>Writes a digest in its reader's language: the task, its case, by when, a link to each.</summary>
internal sealed class TaskDigestText(StaffMailText mails, ReleaseReader releases, PublicAddress address, IOptions<AppOptions> options)
{
    private const int LinesMax = 25;

    private static readonly Text Opening = new(
        """
        # 今日待办 {{ count }} 项，其中 {{ overdue }} 项已逾期

        {{ reader }}，您好：

        以下任务今天到期或已逾期，最紧急的在最前面：


        """,
        """
        # Tasks for today: {{ count }}, of which overdue: {{ overdue }}

        Hello {{ reader }},

        These tasks are due today or overdue, the most urgent first:


        """);

    private static readonly Text Closing = new("\n[打开待办列表]({{ inbox }})\n", "\n[Open the inbox]({{ inbox }})\n");
    private static readonly Text Overdue = new("已逾期，截止时间 {0}", "overdue since {0}");
    private static readonly Text Due = new("截止时间 {0}", "due {0}");
    private static readonly Text More = new("\n还有 {{ more }} 项，请见待办列表。\n", "\nThere are {{ more }} more in the inbox.\n");

    public async Task<MailContent> RenderAsync(Digest digest, CancellationToken cancellationToken)
    {
        var language = Languages.Parse(digest.Reader.Language);
        var markdown = new StringBuilder(Opening.In(language));
        var values = new Dictionary<string, string>
        {
            ["count"] = Number(digest.Tasks.Count), ["overdue"] = Number(digest.Overdue), ["inbox"] = address.Link("/tasks"),
        };
        foreach (var (index, task) in digest.Tasks.Take(LinesMax).Index())
        {
            var pages = await releases.OfDefinitionAsync(task.ProcessDefinitionKey, cancellationToken);
            markdown.Append(CultureInfo.InvariantCulture, $"- [{{{{ name{index} }}}}]({{{{ link{index} }}}}) {{{{ rest{index} }}}}\n");
            values[$"name{index}"] = pages.Texts.Find(task.ElementId, Languages.Code(language)) ?? task.Name;
            values[$"link{index}"] = address.Link(string.Create(CultureInfo.InvariantCulture, $"/tasks/{task.Key}"));
            values[$"rest{index}"] = Rest(task, digest.Now, language);
        }

        if (digest.Tasks.Count > LinesMax)
        {
            markdown.Append(More.In(language));
            values["more"] = Number(digest.Tasks.Count - LinesMax);
        }

        markdown.Append(Closing.In(language));
        return mails.Render(digest.Reader, new Text(markdown.ToString(), markdown.ToString()), values);
    }

    private string Rest(DigestTask task, DateTimeOffset now, Language language)
    {
        var due = new ValueFormat(Languages.Code(language), options.Value.Zone).Write(FeelValue.Of(task.DueAt));
        var when = string.Format(CultureInfo.InvariantCulture, (task.DueAt < now ? Overdue : Due).In(language), due);
        var about = string.Join(' ', new[] { task.CaseNumber, task.CaseTitle }.OfType<string>());
        return about.Length == 0 ? when : $"{about} · {when}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
