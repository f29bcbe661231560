using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Studio.Differences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

/// <summary>The names of steps, forms and options in both languages. The page sends only the lines that it shows.</summary>
[Authorize(Policies.Design)]
internal sealed class TextsModel(StudioQueries queries, DraftEditing editing, PeopleNames people) : PageModel
{
    private const int KeyCharactersMax = 200;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    public WorkflowFiles Workflow { get; private set; } = null!;

    public PackNames Names { get; private set; } = null!;

    public IReadOnlyList<TextLine> Lines { get; private set; } = [];

    public Conflict? Conflict { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken)
    {
        if (await LoadAsync(name, cancellationToken) is not { } all) return NotFound();
        Query = Paging.SearchText(Query);
        Lines = [.. all.Where(IsShown)];
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string name, int revision, string?[] key, string?[] chinese, string?[] english, CancellationToken cancellationToken)
    {
        if (await LoadAsync(name, cancellationToken) is not { } all) return NotFound();
        if (!ModelState.IsValid || key.Length != chinese.Length || key.Length != english.Length) return BadRequest();
        var posted = key.Select((one, index) => new TextLine(one?.Trim() ?? "", chinese[index]?.Trim() ?? "", english[index]?.Trim() ?? ""))
            .Where(line => line.Key is { Length: > 0 and <= KeyCharactersMax }).ToList();
        var merged = all.ExceptBy(posted.Select(line => line.Key), line => line.Key).Concat(posted.DistinctBy(line => line.Key))
            .Where(line => !line.IsEmpty).OrderBy(line => line.Key, StringComparer.Ordinal).ToList();
        // The same texts must not become a draft because the file was laid out differently.
        var texts = merged.SequenceEqual(all) ? new Dictionary<string, string>() : TextTable.Write(merged);
        switch (await editing.SaveAsync(Workflow, revision, texts, cancellationToken))
        {
            case SaveOutcome.Saved:
                Done = StudioTexts.Saved;
                return RedirectToPage(new { name, q = Query });
            case SaveOutcome.Conflict conflict:
                await people.LoadAsync([conflict.By], cancellationToken);
                Conflict = new Conflict(
                    $"/studio/{name}/texts", conflict.By, conflict.At, conflict.Revision, [.. posted.SelectMany(Fields)],
                    DraftDifferences.Between(Workflow.Files, Workflow.With(texts)));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(TextLine line) =>
        [new("key", line.Key), new("chinese", line.Chinese), new("english", line.English)];

    private bool IsShown(TextLine line) => Query is null || new[] { line.Key, line.Chinese, line.English }
        .Any(text => text.Contains(Query, StringComparison.CurrentCultureIgnoreCase));

    private async Task<IReadOnlyList<TextLine>?> LoadAsync(string name, CancellationToken cancellationToken)
    {
        if (await queries.FilesAsync(name, cancellationToken) is not { } workflow) return null;
        Workflow = workflow;
        Names = new PackNames(workflow.Files);
        await people.LoadAsync([workflow.Draft?.Row.ChangedBy], cancellationToken);
        return TextTable.Read(workflow.Files);
    }
}
