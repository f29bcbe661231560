using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Imports;

/// <summary>Takes a file in, and lists what was imported so far.</summary>
[Authorize(Policies.ImportCustomers)]
[RequestSizeLimit(ImportLimits.RequestBytesMax)]
internal sealed class IndexModel(ImportBatches batches, ImportQueries queries, PeopleNames names) : PageModel
{
    [BindProperty]
    public string Kind { get; set; } = DomainRules.ImportKinds[0];

    [BindProperty(Name = "File")]
    public IFormFile? Upload { get; set; }

    /// <summary>Names this form, so that sending it twice makes one import.</summary>
    [BindProperty]
    public Guid Token { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<BatchLine> Lines { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnGetTemplateAsync(string kind, string language, CancellationToken cancellationToken)
    {
        if (!DomainRules.ImportKinds.Contains(kind)) return NotFound();
        var spoken = Languages.Parse(language);
        return File(
            await ImportTemplates.SheetAsync(kind, spoken, cancellationToken), SheetLines.ContentType,
            ImportTemplates.FileName(kind, spoken));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var saving = await TakeAsync(cancellationToken);
        switch (saving)
        {
            case Saving.Saved saved:
                return LocalRedirect($"/customers/import/{saved.Key}");
            case Saving.Refused refused:
                foreach (var problem in refused.Problems) ModelState.AddModelError(problem.Field, problem.Why);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                await ShowAsync(cancellationToken);
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<Saving> TakeAsync(CancellationToken cancellationToken)
    {
        if (!DomainRules.ImportKinds.Contains(Kind)) return new Saving.Refused(nameof(Kind), ImportTexts.KindMissing);
        if (Upload is null) return new Saving.Refused("File", ImportTexts.FileMissing);
        if (Upload.Length > ImportLimits.FileBytesMax) return new Saving.Refused("File", ImportTexts.FileTooLarge);
        using var content = new MemoryStream((int)Upload.Length);
        await Upload.CopyToAsync(content, cancellationToken);
        return await batches.UploadAsync(Kind, Upload.FileName, Token, content.ToArray(), cancellationToken);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Token = Guid.NewGuid();
        Lines = await queries.ListAsync(ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.By), cancellationToken);
    }
}
