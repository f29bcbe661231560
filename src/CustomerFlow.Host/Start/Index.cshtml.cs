using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Start;

/// <summary>Each person starts with the first page of the own menu.</summary>
internal sealed class IndexModel(Menu menu) : PageModel
{
    private const string ForEveryone = "/account";

    public async Task<IActionResult> OnGetAsync()
    {
        var entries = await menu.ForAsync(User);
        return LocalRedirect(entries.Count > 0 ? entries[0].Path : ForEveryone);
    }
}
