using System.Collections.Immutable;
using CustomerFlow.Data.Access;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using CustomerFlow.Workflows.Runtime;
using CustomerFlow.Workflows.Texts;
using MailText = CustomerFlow.Workflows.Runtime.MailText;

namespace CustomerFlow.Host.Mail;

/// <summary>Writes one mail of a release for one recipient. Pure: the same facts give the same mail.</summary>
internal sealed class MailWriter(MailFacts facts, StepInput input, DateTimeOffset now)
{
    /// <summary>The mail's text; null when the release has none under that name in the recipient's language.</summary>
    public MailText? Write(string mail, MailRecipient recipient, FeelContext links)
    {
        if (facts.Release.Mail(mail, recipient.Language) is not { } template) return null;
        var environment = FeelEnvironment.At(now, facts.Site.TimeZoneId);
        var layout = new MailLayout(facts.Site.CompanyName, [MailTexts.WhyFooter.In(Shared.Languages.Parse(recipient.Language))]);
        var rendered = template.Render(Variables(recipient, links), environment, recipient.Language, layout);
        return new MailText(recipient.Address, recipient.Name, rendered.Subject, rendered.Html, rendered.Plain);
    }

    // Names are looked up now and kept only in the sealed mail: the variables of the process stay free of them.
    private FeelContext Variables(MailRecipient recipient, FeelContext links)
    {
        var names = FeelContext.Empty;
        foreach (var (name, text) in NamesOfChoices(recipient.Language)) names = names.With(name, FeelValue.Of(text));
        var variables = new FeelContext(input.Variables.Entries.Concat(names.Entries))
            .With("case", FeelContext.Empty.With("number", input.Variables.Get("caseNumber")))
            .With("contact", FeelContext.Empty.With("name", FeelValue.Of(recipient.Name)))
            .With("complaint", FeelContext.Empty.With("subject", FeelValue.Of(facts.Subject)))
            .With("links", links);
        return facts.Task is { } task ? variables.With("task", Describe(task, recipient.Language)) : variables;
    }

    private FeelContext Describe(MailTask task, string language) => FeelContext.Empty
        .With("name", FeelValue.Of(facts.Release.Texts.Find(task.ElementId, language) ?? task.ElementId))
        .With("due", task.DueAt is { } due ? FeelValue.Of(due) : FeelValue.Null)
        .With("assignee", FeelValue.Of(task.AssigneeName is { } name
            ? name.In(Shared.Languages.Parse(language))
            : MailTexts.Nobody.In(Shared.Languages.Parse(language))));

    /// <summary>For every choice of a form that the process knows, its words: <c>remedy = "refund"</c> gives <c>remedyName</c>.</summary>
    private IEnumerable<(string Name, string Text)> NamesOfChoices(string language)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in facts.Release.Forms.Values.OrderBy(form => form.Id, StringComparer.Ordinal))
        {
            foreach (var field in form.Fields.Where(field => field.Kind is FieldKind.Choice))
            {
                var key = field.Path.Name;
                if (input.Variables.Get(key) is not FeelText chosen || !seen.Add(key)) continue;
                if (facts.Release.Texts.Find($"{form.Id}.{key}.options.{chosen.Value}", language) is { } text)
                    yield return ($"{key}Name", text);
                else seen.Remove(key);
            }
        }
    }
}

/// <summary>The links of one mail and the rows behind them.</summary>
/// <param name="Values">By name, as the mail's text uses them.</param>
/// <param name="Rows">One per token: only the hash is stored.</param>
internal sealed record MailLinks(FeelContext Values, ImmutableArray<StepEffect> Rows)
{
    private static readonly TimeSpan StatusLifetime = TimeSpan.FromDays(2 * 365);
    private static readonly TimeSpan DecisionLifetime = TimeSpan.FromDays(90);

    public static MailLinks None { get; } = new(FeelContext.Empty, []);

    /// <summary>The links that a mail to a customer asks for by name: <c>status</c>, <c>decision</c>, <c>answer</c>.</summary>
    public static MailLinks ForCase(IEnumerable<string> names, MailSite site, StepInput input, long? contactKey, DateTimeOffset now)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var links = None;
        if (wanted.Contains("status") || wanted.Contains("answer"))
        {
            var path = $"/s/{input.Tokens.For("status")}";
            links = links.With("status", "status", 0, StatusLifetime, input, contactKey, now)
                .With("status", site.Link(path)).With("answer", site.Link($"{path}#information"));
        }

        if (wanted.Contains("decision"))
        {
            var path = $"/a/{input.Tokens.For("decision")}";
            links = links.With("decision", "decision", 1, DecisionLifetime, input, contactKey, now)
                .With("accept", site.Link($"{path}?answer=accepted")).With("notSolved", site.Link($"{path}?answer=not-solved"));
        }

        return links;
    }

    public MailLinks With(string name, string address) => this with { Values = Values.With(name, FeelValue.Of(address)) };

    private MailLinks With(
        string token, string purpose, int index, TimeSpan lifetime, StepInput input, long? contactKey, DateTimeOffset now) => this with
        {
            Rows = Rows.Add(new StepEffect.AddRow(new PublicLink
            {
                Key = input.FirstKey + index, TokenHash = LinkTokens.Hash(input.Tokens.For(token)), Purpose = purpose,
                CaseKey = input.InstanceKey,
                ContactKey = contactKey, ElementInstanceKey = input.ElementInstanceKey, InstanceKey = input.InstanceKey, CreatedAt = now,
                ExpiresAt = now + lifetime,
            })),
        };
}
