using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CustomerFlow.Host.Shared;

/// <summary>A file that is written while it is sent, so that a long one is never in memory as a whole.</summary>
internal sealed class StreamedFile(string contentType, string name, Func<Stream, CancellationToken, Task> write) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = contentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        context.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var body = new BufferedStream(response.Body);
        await write(body, context.HttpContext.RequestAborted);
        await body.FlushAsync(context.HttpContext.RequestAborted);
    }
}
