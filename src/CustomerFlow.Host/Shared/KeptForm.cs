using Microsoft.AspNetCore.Diagnostics;

namespace CustomerFlow.Host.Shared;

/// <summary>
/// A form that was sent from an expired page or after the session had ended, kept so that a click sends it again. Only forms that
/// came from a page of our own are kept: one that a foreign page sent must not become a button of ours.
/// </summary>
internal sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const int CharactersMax = 256 * 1024;
    private const int ShownCharactersMin = 4;
    private const string Token = "__RequestVerificationToken";

    /// <summary>Their forms hold passwords and codes, which are never written into a page.</summary>
    private static readonly string[] SecretPaths = ["/sign-in", "/account", "/setup", "/welcome"];

    /// <summary>What is worth copying: text, not keys and choices.</summary>
    public IEnumerable<string> Typed => Fields.Select(entry => entry.Value)
        .Where(value => value.Length >= ShownCharactersMin && !value.All(char.IsAsciiDigit)).Distinct();

    public static async Task<KeptForm?> OfAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var origin = context.Features.Get<IStatusCodeReExecuteFeature>();
        var request = context.Request;
        if (origin is null || !request.HasFormContentType || !IsOwn(request)) return null;
        if (Array.Exists(SecretPaths, path => new PathString(origin.OriginalPath).StartsWithSegments(path))) return null;
        var form = await request.ReadFormAsync(cancellationToken);
        var fields = form.Where(field => field.Key != Token)
            .SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key, value))).ToList();
        if (fields.Count == 0 || fields.Sum(field => field.Key.Length + field.Value.Length) > CharactersMax) return null;
        return new KeptForm(origin.OriginalPathBase + origin.OriginalPath + origin.OriginalQueryString, fields);
    }

    private static bool IsOwn(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
