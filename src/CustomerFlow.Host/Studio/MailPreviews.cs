using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Studio;

/// <summary>A mail as its reader would see it; without HTML when it has errors.</summary>
internal sealed record MailPreview(Language Language, string? Subject, string? Html, IReadOnlyList<Problem> Problems);

/// <summary>A placeholder that the mails of a workflow use.</summary>
internal sealed record PlaceholderLine(string Source, bool IsUsedHere);

/// <summary>Renders mails as they are sent, on sample data.</summary>
internal sealed class MailPreviews(BusinessClock clock, IOptions<AppOptions> app)
{
    public MailPreview Of(Language language, string file, string markdown)
    {
        var (mail, problems) = MailText.Read(file, markdown);
        if (mail is null) return new MailPreview(language, null, null, problems);
        var layout = new MailLayout(app.Value.CompanyName, [app.Value.CompanyName]);
        var environment = FeelEnvironment.At(clock.Now, app.Value.TimeZone);
        var rendered = mail.Render(MailSamples.For(language, mail), environment, Shared.Languages.Code(language), layout);
        return new MailPreview(language, rendered.Subject, rendered.Html, rendered.Problems);
    }

    /// <summary>What the mails of a workflow use, those of the open mail first.</summary>
    public static IReadOnlyList<PlaceholderLine> PlaceholdersOf(IReadOnlyList<ResourceFile> files, string mail)
    {
        var uses = files.Where(file => PackFile.KindOf(file.Name) == PackFileKind.Mail)
            .SelectMany(file => SourcesOf(file).Select(source => (Mail: PackFile.MailName(file.Name), Source: source)));
        return [.. uses.GroupBy(use => use.Source, StringComparer.Ordinal)
            .Select(group => new PlaceholderLine(group.Key, group.Any(use => use.Mail == mail)))
            .OrderByDescending(line => line.IsUsedHere).ThenBy(line => line.Source, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> SourcesOf(ResourceFile file) =>
        MailText.Read(file.Name, file.TextOf()).Text is { } mail
            ? mail.Subject.Placeholders.Concat(mail.Body.Placeholders).Select(placeholder => placeholder.Source)
            : [];
}
