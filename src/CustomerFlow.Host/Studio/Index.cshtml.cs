using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

[Authorize(Policies.Design)]
internal sealed class IndexModel(StudioQueries queries, PeopleNames names) : PageModel
{
    public IReadOnlyList<WorkflowLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Lines = await queries.ListAsync(cancellationToken);
        await names.LoadAsync(Lines.Select(line => line.DraftBy), cancellationToken);
    }

    public static string Running(int count) => count switch
    {
        0 => StudioTexts.RunningNone,
        1 => StudioTexts.RunningOne,
        _ => StudioTexts.Running.With(Display.Count(count)),
    };
}
