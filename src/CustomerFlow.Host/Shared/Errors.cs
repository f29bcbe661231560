using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;

namespace CustomerFlow.Host.Shared;

/// <summary>What leaves when something failed: a page for people, a problem document for programs.</summary>
internal static class Errors
{
    private static readonly string[] ProgramPaths = ["/api", "/v2", "/health", "/openapi"];

    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(context => IsForProgram(context.Request), programs =>
        {
            programs.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = AnswerExceptionAsync,
                AllowStatusCode404Response = true,
                // A caller's mistake is answered, not logged as a failure of ours; its JSON may hold personal data.
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            });
            programs.UseStatusCodePages(status => AnswerAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
        });
        app.UseWhen(context => !IsForProgram(context.Request), people =>
        {
            people.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = StatusOf });
            people.UseStatusCodePagesWithReExecute("/error/{0}");
        });
    }

    private static bool IsForProgram(HttpRequest request) => Array.Exists(ProgramPaths, path => request.Path.StartsWithSegments(path));

    private static int StatusOf(Exception error) =>
        error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static Task AnswerExceptionAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return AnswerAsync(context, error is null ? StatusCodes.Status500InternalServerError : StatusOf(error), PlaceOf(error));
    }

    /// <summary>Where the JSON of a request is wrong. The exception's own words name types of the program and stay inside.</summary>
    private static string? PlaceOf(Exception? error) => error?.InnerException is JsonException json ? json.Path ?? "$" : null;

    private static Task AnswerAsync(HttpContext context, int status) => AnswerAsync(context, status, null);

    private static Task AnswerAsync(HttpContext context, int status, string? place)
    {
        // The request's language was set further in; out here only the feature still knows it.
        CultureInfo.CurrentUICulture = context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture
            ?? CultureInfo.CurrentUICulture;
        context.Response.StatusCode = status;
        var details = Problems.ForStatus(status).With(place is null ? null : ProblemTexts.JsonNotValid.With(place));
        details.Status = status;
        details.Instance = context.Request.Path;
        return TypedResults.Problem(details).ExecuteAsync(context);
    }
}
