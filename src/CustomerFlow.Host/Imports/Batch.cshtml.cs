using System.Globalization;
using CustomerFlow.Data.Customers;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Imports;

/// <summary>One import, from the choice of columns to the result.</summary>
[Authorize(Policies.ImportCustomers)]
internal sealed class BatchModel(ImportBatches batches, ImportQueries queries, SampleCheck samples, PeopleNames names) : PageModel
{
    private static readonly string[] Shown = ["bad", "changed", "new", "unchanged"];

    /// <summary>Which lines of the preview: by what becomes of them.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public ImportBatch Batch { get; private set; } = null!;

    public string By { get; private set; } = "";

    public string? SampleBy { get; private set; }

    public string[] Headers { get; private set; } = [];

    public IReadOnlyList<ImportLine> FirstLines { get; private set; } = [];

    public PageOf<PreviewLine> Lines { get; private set; } = new([], null);

    public IReadOnlyList<SampleLine> Sample { get; private set; } = [];

    public bool IsOwn => samples.IsOwn(Batch.CreatedByKey);

    public bool IsWorking => Batch.State is "checking" or "running";

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken) => await ShowAsync(key, cancellationToken);

    public async Task<IActionResult> OnPostCheckAsync(long key, List<string?> columns, CancellationToken cancellationToken)
    {
        string[] chosen = [.. columns.Select(column => column ?? "")];
        var saving = await batches.CheckAsync(key, chosen, cancellationToken);
        if (saving is not Saving.Refused { Problems: [{ Field: "Columns" } problem] }) return Next(key, saving);
        ModelState.AddModelError(problem.Field, problem.Why);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var shown = await ShowAsync(key, cancellationToken);
        // What was chosen stays chosen.
        Batch.Columns = chosen;
        return shown;
    }

    public async Task<IActionResult> OnPostReopenAsync(long key, CancellationToken cancellationToken) =>
        Next(key, await batches.ReopenAsync(key, cancellationToken));

    public async Task<IActionResult> OnPostRunAsync(long key, bool updates, CancellationToken cancellationToken) =>
        Next(key, await batches.RunAsync(key, updates, cancellationToken));

    public async Task<IActionResult> OnPostCancelAsync(long key, CancellationToken cancellationToken) =>
        Next(key, await batches.CancelAsync(key, cancellationToken));

    public async Task<IActionResult> OnPostSampleAsync(long key, bool agrees, List<long> compared, CancellationToken cancellationToken) =>
        Next(key, await samples.DecideAsync(key, agrees, compared, cancellationToken));

    /// <summary>The refused lines as a file; corrected, it can be sent again.</summary>
    public async Task<IActionResult> OnGetRefusedAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { RowsBad: > 0 } batch) return NotFound();
        using var content = new MemoryStream();
        await queries.WriteRefusedAsync(batch, content, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"refused-{key}.csv");
        return File(content.ToArray(), CsvLines.ContentType, name);
    }

    private IActionResult Next(long key, Saving saving)
    {
        if (saving is Saving.NotFound) return NotFound();
        Refused = saving is Saving.Refused refused ? refused.Problems[0].Why : null;
        return LocalRedirect($"/customers/import/{key}");
    }

    private async Task<IActionResult> ShowAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } batch) return NotFound();
        Batch = batch;
        var people = await queries.UserNamesAsync([batch.CreatedByKey, batch.SampleByKey], cancellationToken);
        (By, SampleBy) = (people[batch.CreatedByKey], batch.SampleByKey is { } by ? people[by] : null);
        await names.LoadAsync(people.Values, cancellationToken);
        if (batch.State == "mapping") (Headers, FirstLines) = await queries.ColumnsAsync(batch, cancellationToken);
        if (batch.State is "ready" or "done") await ShowLinesAsync(batch, cancellationToken);
        if (batch is { State: "done", Kind: "customers", RowsNew: > 0, SampleResult: null })
            Sample = await queries.SampleAsync(batch, cancellationToken);
        return Page();
    }

    private async Task ShowLinesAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        // What needs a person's eyes first comes first.
        Show = batch.State == "done" ? "bad" : Shown.Contains(Show) ? Show
            : batch.RowsBad > 0 ? "bad" : batch.RowsChanged > 0 ? "changed" : "new";
        var after = int.TryParse(After, CultureInfo.InvariantCulture, out var line) ? line : 0;
        Lines = await queries.LinesAsync(batch, Show!, after, RequestLimits.PageSize, cancellationToken);
    }
}
