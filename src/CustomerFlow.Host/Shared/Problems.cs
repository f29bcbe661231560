using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CustomerFlow.Host.Shared;

/// <summary>
/// Every refusal that the HTTP interface knows, RFC 9457. The <c>type</c> never changes once published; programs decide by it,
/// people read <c>title</c> and <c>detail</c> in their language.
/// </summary>
internal static class Problems
{
    public const string TypePrefix = "urn:customerflow:problem:";

    public static readonly ProblemKind InvalidRequest = new("invalid-request", 400, ProblemTexts.InvalidRequest);
    public static readonly ProblemKind SignInNeeded = new("sign-in-needed", 401, ProblemTexts.SignInNeeded);
    public static readonly ProblemKind NotAllowed = new("not-allowed", 403, ProblemTexts.NotAllowed);
    public static readonly ProblemKind NotFound = new("not-found", 404, ProblemTexts.NotFound);
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, ProblemTexts.MethodNotAllowed);
    public static readonly ProblemKind AlreadyCompleted = new("already-completed", 409, ProblemTexts.AlreadyCompleted);
    public static readonly ProblemKind ChangedMeanwhile = new("changed-meanwhile", 409, ProblemTexts.ChangedMeanwhile);
    public static readonly ProblemKind TooLarge = new("too-large", 413, ProblemTexts.TooLarge);
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", 415, ProblemTexts.UnsupportedMediaType);
    public static readonly ProblemKind Unprocessable = new("unprocessable", 422, ProblemTexts.Unprocessable);
    public static readonly ProblemKind TooManyRequests = new("too-many-requests", 429, ProblemTexts.TooManyRequests);
    public static readonly ProblemKind Unexpected = new("unexpected", 500, ProblemTexts.Unexpected);
    public static readonly ProblemKind NotReady = new("not-ready", 503, ProblemTexts.NotReady);

    public static readonly ProblemKind NotInTime = new("not-in-time", 504, ProblemTexts.NotInTime);

    public static readonly IReadOnlyList<ProblemKind> All =
    [
        InvalidRequest, SignInNeeded, NotAllowed, NotFound, MethodNotAllowed, AlreadyCompleted, ChangedMeanwhile, TooLarge,
        UnsupportedMediaType, Unprocessable, TooManyRequests, Unexpected, NotReady, NotInTime,
    ];

    /// <summary>The kind that a bare status code means, for answers that the framework itself gives.</summary>
    public static ProblemKind ForStatus(int status) =>
        All.FirstOrDefault(kind => kind.Status == status) ?? (status >= 500 ? Unexpected : InvalidRequest);

    /// <summary>Completes what the framework writes by itself, so that no answer leaves without our type and language.</summary>
    public static void Customize(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (details.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true) return;
        var kind = ForStatus(details.Status ?? context.HttpContext.Response.StatusCode);
        details.Type = kind.Type;
        details.Title = kind.Title;
        details.Instance ??= context.HttpContext.Request.Path;
    }
}

/// <summary>One kind of refusal.</summary>
internal sealed record ProblemKind(string Name, int Status, Text Title)
{
    public string Type => Problems.TypePrefix + Name;

    public ProblemDetails With(string? detail = null) =>
        new() { Type = Type, Status = Status, Title = Title, Detail = detail };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status} {Name}");
}
