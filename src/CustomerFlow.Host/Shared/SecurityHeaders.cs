using System.Security.Cryptography;

namespace CustomerFlow.Host.Shared;

/// <summary>Marks a page that draws with an island: bpmn-js and its kin write SVG that carries style attributes.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UsesIslandsAttribute : Attribute;

/// <summary>Marks a page that shows one of our own documents in a frame.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShowsFrameAttribute : Attribute;

/// <summary>Marks an endpoint that sends a document for such a frame: nothing in it runs, and nothing else may be loaded.</summary>
internal sealed class FramedDocument
{
    public static readonly FramedDocument Metadata = new();
}

/// <summary>Content-Security-Policy with a nonce, and the other headers that every answer carries.</summary>
internal static class SecurityHeaders
{
    private const int NonceBytes = 16;
    private static readonly object NonceKey = new();

    /// <summary>The nonce for this answer's script tags.</summary>
    public static string ScriptNonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is string known) return known;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context);
                return Task.CompletedTask;
            });
            return next(context);
        });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Known only now: routing has chosen the endpoint after this middleware ran.
        var marks = context.GetEndpoint()?.Metadata;
        var isFramed = marks?.GetMetadata<FramedDocument>() is not null;
        headers.ContentSecurityPolicy = isFramed ? FramedPolicy : Policy(
            context.ScriptNonce(), marks?.GetMetadata<UsesIslandsAttribute>() is not null,
            marks?.GetMetadata<ShowsFrameAttribute>() is not null);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = isFramed ? "SAMEORIGIN" : "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Pages hold people's data and a form token: no shared cache may keep them. Static files set their own rule.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }

    /// <summary>A mail is somebody else's markup: it may look as it likes and open links in a new tab, and do nothing more.</summary>
    private static readonly string FramedPolicy = string.Join("; ",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox");

    private static string Policy(string nonce, bool usesIslands, bool showsFrame) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'self' 'nonce-{nonce}'",
        usesIslands ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
        usesIslands ? "img-src 'self' data: blob:" : "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        showsFrame ? "frame-src 'self'" : "frame-src 'none'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'");
}
