using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Public;

/// <summary>What a page says whose link does not work.</summary>
internal sealed record LinkRefusal(Text Title, Text Advice, int Status)
{
    public static LinkRefusal Of(LinkOutcome outcome) => outcome is LinkOutcome.Expired
        ? new LinkRefusal(PublicTexts.LinkExpired, PublicTexts.LinkExpiredAdvice, StatusCodes.Status410Gone)
        : new LinkRefusal(PublicTexts.LinkUnknown, PublicTexts.LinkUnknownAdvice, StatusCodes.Status404NotFound);

    /// <summary>The refusal as a page of its own, with its status, so that programs see it too.</summary>
    public ViewResult Show(PageModel page)
    {
        page.Response.StatusCode = Status;
        return new ViewResult
        {
            ViewName = "/Public/_LinkRefused.cshtml",
            StatusCode = Status,
            ViewData = new Microsoft.AspNetCore.Mvc.ViewFeatures.ViewDataDictionary<LinkRefusal>(
                page.MetadataProvider, page.ModelState)
            { Model = this },
            TempData = page.TempData,
        };
    }
}
