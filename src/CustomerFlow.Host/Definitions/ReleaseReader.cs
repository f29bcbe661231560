using System.Collections.Concurrent;
using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Workflows.Forms;
using CustomerFlow.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Definitions;

/// <summary>
/// What people read of a release: its texts and mails in both languages and its forms. A release never changes, so it is read once.
/// </summary>
internal sealed class ReleaseReader(DbPool pool)
{
    private const int ReleasesMax = 200;
    private const string ChineseTexts = "texts.zh.json";
    private const string EnglishTexts = "texts.en.json";
    private const string FormSuffix = ".form";
    private const string MailSuffix = ".md";

    // Definitions are nobody's rows: what a page may show of them is decided by the case or task that it belongs to.
    private static readonly AccessScope Scope = AccessScope.System("definitions");

    private readonly ConcurrentDictionary<long, Task<ReleasePages>> _releases = new();
    private readonly ConcurrentDictionary<long, long> _releaseOfDefinition = new();

    public async Task<ReleasePages> OfReleaseAsync(long releaseKey, CancellationToken cancellationToken)
    {
        if (_releases.Count > ReleasesMax) _releases.Clear();
        var reading = _releases.GetOrAdd(releaseKey, ReadAsync);
        try
        {
            return await reading.WaitAsync(cancellationToken);
        }
        catch when (reading.IsFaulted)
        {
            // The next page tries again; a database that was away must not spoil the release for good.
            _releases.TryRemove(new(releaseKey, reading));
            throw;
        }
    }

    public async Task<ReleasePages> OfDefinitionAsync(long processDefinitionKey, CancellationToken cancellationToken)
    {
        if (!_releaseOfDefinition.TryGetValue(processDefinitionKey, out var releaseKey))
        {
            await using var db = pool.Open(Scope);
            releaseKey = await db.Set<ProcessDefinitionRow>().Where(row => row.Key == processDefinitionKey)
                .Select(row => row.ReleaseKey).SingleAsync(cancellationToken);
            _releaseOfDefinition[processDefinitionKey] = releaseKey;
        }

        return await OfReleaseAsync(releaseKey, cancellationToken);
    }

    // Not cancelled with the request that happened to come first: others wait for the same answer.
    private async Task<ReleasePages> ReadAsync(long releaseKey)
    {
        await using var db = pool.Open(Scope);
        var files = await db.Set<ResourceRow>().AsNoTracking()
            .Where(row => row.ReleaseKey == releaseKey
                && (row.Name == ChineseTexts || row.Name == EnglishTexts || row.Name.EndsWith(FormSuffix) || row.Name.EndsWith(MailSuffix)))
            .ToDictionaryAsync(row => row.Name, row => Encoding.UTF8.GetString(row.Content));
        return Of(files);
    }

    /// <summary>The same from files that are not published, such as those of a pack on disk.</summary>
    public static ReleasePages Of(IReadOnlyDictionary<string, string> files)
    {
        var forms = files.Where(file => file.Key.EndsWith(FormSuffix, StringComparison.Ordinal))
            .Select(file => FormReader.Read(file.Value).Form).OfType<FormSchema>().ToDictionary(form => form.Id, StringComparer.Ordinal);
        var mails = files.Where(file => file.Key.EndsWith(MailSuffix, StringComparison.Ordinal))
            .Select(file => MailText.Read(file.Key, file.Value).Text).OfType<MailText>()
            .ToDictionary(mail => mail.Path, StringComparer.Ordinal);
        var (texts, _) = TextCatalog.Read(files.GetValueOrDefault(ChineseTexts, "{}"), files.GetValueOrDefault(EnglishTexts, "{}"));
        return new ReleasePages(texts, forms) { Mails = mails };
    }
}

/// <summary>Texts, forms and mails of one release.</summary>
internal sealed record ReleasePages(TextCatalog Texts, IReadOnlyDictionary<string, FormSchema> Forms)
{
    /// <summary>The name of an element or process in the reader's language, else as the diagram says.</summary>
    public string Name(string id, string? onDiagram) => Texts.Find(id, Shared.Languages.Code(Shared.Languages.Current)) ?? onDiagram ?? id;

    /// <summary>Mail texts by file name.</summary>
    public IReadOnlyDictionary<string, MailText> Mails { get; init; } = new Dictionary<string, MailText>();

    /// <summary>The text of a mail in a language; null when the release has none.</summary>
    public MailText? Mail(string name, string language) => Mails.GetValueOrDefault($"mails/{name}.{language}.md");

    public FormSchema? Form(string? formId) => formId is null ? null : Forms.GetValueOrDefault(formId);
}
