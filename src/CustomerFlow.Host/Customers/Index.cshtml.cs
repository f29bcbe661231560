using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Imports;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.ReadCases)]
internal sealed class IndexModel(
    CustomerQueries queries, CustomerSearch search, CustomerExport export, PeopleNames names, Display display) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "tier")]
    public string? Tier { get; set; }

    /// <summary>Only records that no second colleague has checked.</summary>
    [BindProperty(SupportsGet = true, Name = "unverified")]
    public bool Unverified { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<CustomerLine> Lines { get; private set; } = new([], null);

    /// <summary>The search found more than are shown.</summary>
    public bool HasMore { get; private set; }

    public bool MayWork => User.May(Policies.Work);

    [TempData]
    public string? Refused { get; set; }

    public bool MayImport => User.May(Policies.ImportCustomers);

    public bool MayMerge => User.May(Policies.MergeCustomers);

    public bool IsFiltered => Query is not null || Tier is not null || Unverified;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ReadFilter();
        if (Query is null)
        {
            Lines = await queries.ListAsync(new(Tier, Unverified), ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        }
        else
        {
            var found = await search.FindAsync(Query, new(Tier, Unverified), cancellationToken);
            (Lines, HasMore) = (new PageOf<CustomerLine>(found.Lines, null), found.HasMore);
        }

        await names.LoadAsync(Lines.Items.Select(line => line.Owner), cancellationToken);
    }

    /// <summary>Sends what the list shows as a file, line by line.</summary>
    public async Task<IActionResult> OnPostExportAsync(string? format, CancellationToken cancellationToken)
    {
        ReadFilter();
        var isSheet = format == "xlsx";
        if (await export.PlanAsync(Query, new(Tier, Unverified), isSheet ? "xlsx" : "csv", cancellationToken) is not { } plan)
        {
            Refused = CustomerTexts.TooManyToExport.With(Display.Count(CustomerExport.RowsMax));
            return LocalRedirect("/customers");
        }

        var name = $"{CustomerTexts.Customers}-{display.Today:yyyy-MM-dd}.{(isSheet ? "xlsx" : "csv")}";
        return new StreamedFile(isSheet ? SheetLines.ContentType : CsvLines.ContentType, name, async (target, token) =>
        {
            if (isSheet)
            {
                await using var sheet = await SheetLines.StartAsync(target, token);
                await export.WriteAsync(plan, sheet.WriteAsync, token);
            }
            else
            {
                await using var csv = new CsvLines(target);
                await export.WriteAsync(plan, csv.WriteAsync, token);
            }
        });
    }

    private void ReadFilter()
    {
        Query = Paging.SearchText(Query);
        Tier = DomainRules.Tiers.Contains(Tier ?? "") ? Tier : null;
    }
}
