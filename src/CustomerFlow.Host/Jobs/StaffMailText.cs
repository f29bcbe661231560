using CustomerFlow.Data;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Languages = CustomerFlow.Host.Shared.Languages;
using MailContent = CustomerFlow.Workflows.Runtime.MailText;

namespace CustomerFlow.Host.Jobs;

/// <summary>Somebody of the company who gets mail.</summary>
internal sealed record StaffReader
{
    public long Key { get; init; }

    public required string UserName { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required string Language { get; init; }

    public string? Address { get; init; }

    public string Name => Languages.Parse(Language) == Shared.Language.Zh ? NameZh : NameEn;

    /// <summary>Everybody who works here, with the address of the sign-in.</summary>
    public static IQueryable<StaffReader> Of(CustomerFlowDb db) =>
        from person in db.People.AsNoTracking().Where(person => person.Active)
        join user in db.Users.AsNoTracking() on person.Key equals user.Id
        select new StaffReader
        {
            Key = person.Key, UserName = person.UserName, NameZh = person.NameZh, NameEn = person.NameEn, Language = person.Language,
            Address = user.Email,
        };
}

/// <summary>Renders what jobs write to people, like the mails of a pack: Markdown whose values are text and nothing else.</summary>
internal sealed class StaffMailText(IOptions<AppOptions> options)
{
    private static readonly Text Footer = new("此邮件由系统自动发送，请勿直接回复。", "This mail was sent automatically; please do not reply.");

    public MailContent Render(StaffReader reader, Text template, IReadOnlyDictionary<string, string> values)
    {
        var language = Languages.Parse(reader.Language);
        var markdown = template.In(language);
        var reading = MailText.Read("mail", markdown);
        var text = reading.Text ?? throw new InvalidOperationException(reading.Problems[0].Sentence.En);
        var variables = new FeelContext(
            values.Append(KeyValuePair.Create("reader", reader.Name))
                .Select(value => KeyValuePair.Create(value.Key, FeelValue.Of(value.Value))));
        var mail = text.Render(
            variables, FeelEnvironment.At(DateTimeOffset.UnixEpoch, options.Value.TimeZone), reader.Language,
            new MailLayout(options.Value.CompanyName, [Footer.In(language)]));
        return new MailContent(reader.Address, reader.Name, mail.Subject, mail.Html, mail.Plain);
    }
}
