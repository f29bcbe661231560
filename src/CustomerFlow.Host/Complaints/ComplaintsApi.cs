using System.Globalization;
using System.Text.Json.Serialization;
using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Complaints for programs: <c>/api/complaints</c>.</summary>
internal static class ComplaintsApi
{
    public const string IdempotencyHeader = "Idempotency-Key";

    /// <summary>Who complains.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record ContactRequest(string? Name, string? Email = null, string? Phone = null);

    /// <summary>A complaint to take in.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record ComplaintRequest(
        string? Subject, string? Description, string? Category, string? Severity, decimal? Amount, string? Channel, string? Language,
        DateTimeOffset? ReceivedAt, ContactRequest? Contact, long? CustomerKey, string? Product, string? RemedyWanted, bool? NamesEmployee,
        string? NamedEmployee);

    /// <summary>What was opened.</summary>
    public sealed record ComplaintAnswer(string Number, long Key, long ProcessInstanceKey, string StatusUrl);

    public static void MapComplaintsApi(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/complaints").WithTags("complaints");
        group.MapPost("", OpenAsync).RequireAuthorization(Policies.Work).WithName("openComplaint")
            .WithSummary("Takes a complaint in and starts its process. With an Idempotency-Key the same request gets the same answer.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("", ListAsync).RequireAuthorization(Policies.ReadCases).WithName("listComplaints")
            .WithSummary("Complaints that the caller may see, the newest first.");
        group.MapGet("/{key:long}", FindAsync).RequireAuthorization(Policies.ReadCases).WithName("getComplaint")
            .WithSummary("One complaint by its key.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/by-number/{number}", FindByNumberAsync).RequireAuthorization(Policies.ReadCases).WithName("getComplaintByNumber")
            .WithSummary("One complaint by the number that people read out.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<ComplaintAnswer>, ProblemHttpResult>> OpenAsync(
        [FromBody] ComplaintRequest request, [FromHeader(Name = IdempotencyHeader)] string? requestKey, OpenComplaint open,
        CustomerFlowDb db, CurrentPerson me, PublicAddress address, CancellationToken cancellationToken)
    {
        if (requestKey?.Length > RequestMark.KeyCharactersMax)
            return Refuse(new ComplaintProblem(IdempotencyHeader, ComplaintTexts.KeyTooLong), RequestMark.KeyCharactersMax);
        // The caller's own sight decides which customers and colleagues there are.
        if (request.CustomerKey is { } customerKey && !await db.Customers.AnyAsync(row => row.Key == customerKey, cancellationToken))
            return Refuse([new ComplaintProblem("customerKey", ComplaintTexts.CustomerUnknown)]);
        long? named = null;
        if (request.NamedEmployee is { } username)
        {
            named = await db.People.Where(row => row.UserName == username).Select(row => (long?)row.Key)
                .SingleOrDefaultAsync(cancellationToken);
            if (named is null) return Refuse([new ComplaintProblem("namedEmployee", ComplaintTexts.PersonUnknown)]);
        }

        var mark = string.IsNullOrEmpty(requestKey) ? null : RequestMark.Of(me.Actor.AuditName, requestKey, request);
        var outcome = await open.RunAsync(Complaint(request, named, me), me.Actor, mark, cancellationToken);
        return outcome switch
        {
            OpenOutcome.Opened { Complaint: var opened } => TypedResults.Created(
                string.Create(CultureInfo.InvariantCulture, $"/api/complaints/{opened.Key}"),
                new ComplaintAnswer(opened.Number, opened.Key, opened.Key, address.Link(opened.StatusPath))),
            OpenOutcome.Invalid invalid => Refuse(invalid.Problems),
            OpenOutcome.KeyUsedOtherwise => TypedResults.Problem(Problems.Unprocessable.With(ComplaintTexts.KeyUsedOtherwise)),
            _ => TypedResults.Problem(Problems.NotReady.With(ComplaintTexts.NotReady)),
        };
    }

    private static async Task<Results<Ok<ComplaintPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] ComplaintListRequest request, ComplaintQueries queries, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? RequestLimits.PageSize;
        if (limit is < 1 or > RequestLimits.PageSizeMax)
            return Refuse(new ComplaintProblem("limit", ComplaintTexts.LimitOutOfRange), RequestLimits.PageSizeMax);
        var after = ListPlace.Parse(request.After);
        if (!string.IsNullOrEmpty(request.After) && after is null)
            return Refuse([new ComplaintProblem("after", ComplaintTexts.PlaceNotValid)]);
        var filter = new ComplaintFilter(request.Open, request.Category, request.Severity, request.CustomerKey, null);
        var page = await queries.ListAsync(filter, after, limit, cancellationToken);
        return TypedResults.Ok(new ComplaintPage(page.Items, page.Next));
    }

    private static async Task<Results<Ok<ComplaintLine>, ProblemHttpResult>> FindAsync(
        long key, ComplaintQueries queries, CancellationToken cancellationToken) =>
        await queries.FindAsync(key, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem(Problems.NotFound.With());

    private static async Task<Results<Ok<ComplaintLine>, ProblemHttpResult>> FindByNumberAsync(
        string number, ComplaintQueries queries, CancellationToken cancellationToken) =>
        await queries.FindAsync(number, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem(Problems.NotFound.With());

    private static NewComplaint Complaint(ComplaintRequest request, long? named, CurrentPerson me) => new(
        request.Subject, request.Description, request.Category, request.Severity, request.Amount, request.Channel, request.Language,
        request.Contact is { } contact ? new NewContact(contact.Name, contact.Email, contact.Phone) : null)
    {
        Product = request.Product,
        RemedyWanted = request.RemedyWanted,
        ReceivedAt = request.ReceivedAt,
        CustomerKey = request.CustomerKey,
        NamesEmployee = request.NamesEmployee ?? named is not null,
        NamedPersonKey = named,
        EnteredByKey = me.Scope.PersonKey,
    };

    private static ProblemHttpResult Refuse(ComplaintProblem problem, object argument) => Refuse(
        [problem with { Sentence = new Text(Filled(problem.Sentence.Zh, argument), Filled(problem.Sentence.En, argument)) }]);

    private static string Filled(string sentence, object argument) => string.Format(CultureInfo.InvariantCulture, sentence, argument);

    private static ProblemHttpResult Refuse(IReadOnlyList<ComplaintProblem> problems)
    {
        var details = Problems.InvalidRequest.With(problems[0].Sentence);
        details.Extensions["errors"] = problems.GroupBy(problem => problem.Field)
            .ToDictionary(group => group.Key, group => group.Select(problem => problem.Sentence.ToString()).ToArray());
        return TypedResults.Problem(details);
    }
}

/// <summary>Which complaints a program asks for.</summary>
/// <param name="Open">True: not closed yet; false: closed.</param>
/// <param name="Category">Only of this category.</param>
/// <param name="Severity">Only of this severity.</param>
/// <param name="CustomerKey">Only of this customer.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">How many, 1 to 200.</param>
public sealed record ComplaintListRequest(bool? Open, string? Category, string? Severity, long? CustomerKey, string? After, int? Limit);

/// <summary>Some complaints, and where the next ones begin.</summary>
internal sealed record ComplaintPage(IReadOnlyList<ComplaintLine> Items, string? Next);
