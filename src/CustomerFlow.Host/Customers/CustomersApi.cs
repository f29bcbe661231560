using System.Globalization;
using System.Text.Json.Serialization;
using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Imports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CustomerFlow.Host.Customers;

/// <summary>Customers for programs: <c>/api/customers</c>.</summary>
internal static class CustomersApi
{
    private const string IfMatch = "If-Match";
    private const string Source = "api";

    /// <summary>A customer to put on file or to change; on a change everything is written, what is left out becomes empty.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record CustomerRequest(
        string? Name, string? Kind, string? Tier, string? Stage, string? Language, string? Industry, string? Region, string[]? Needs,
        string[]? Preferences, string? Parent);

    /// <summary>A contact to put on file or to change. Without <c>isKnownElsewhere</c> somebody with the same address is refused.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record ContactRequest(
        string? Name, string[]? Roles, string? Language, string? PreferredChannel, string? Phone, string? Email, string? MessageId,
        string? Notes, string[]? Consents, bool? HasLeft, bool? IsKnownElsewhere);

    /// <summary>One order line.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PurchaseRequest(
        string? Reference, DateOnly? BoughtOn, string? Product, decimal? Quantity, decimal? Amount, string? Currency);

    /// <summary>Order lines to add, all or none.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PurchasesRequest(PurchaseRequest[]? Purchases);

    /// <summary>What was written.</summary>
    public sealed record WrittenAnswer(long Key);

    /// <summary>How many order lines are new, and how many were on file before.</summary>
    public sealed record PurchasesAnswer(int New, int Known);

    public static void MapCustomersApi(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/customers").WithTags("customers").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("", ListAsync).RequireAuthorization(Policies.ReadCases).WithName("listCustomers")
            .WithSummary("Customers that the caller may see; with q those that a search finds, the best first.");
        group.MapGet("/{key:long}", FindAsync).RequireAuthorization(Policies.ReadCases).WithName("getCustomer")
            .WithSummary("One customer with its contacts. The ETag is what a change sends back as If-Match.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).RequireAuthorization(Policies.Work).WithName("createCustomer")
            .WithSummary("Puts a customer on file, unverified.");
        group.MapPut("/{key:long}", UpdateAsync).RequireAuthorization(Policies.Work).WithName("updateCustomer")
            .WithSummary("Changes a customer if it is still as the caller read it (If-Match).")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{key:long}/contacts", CreateContactAsync).RequireAuthorization(Policies.Work).WithName("createContact")
            .WithSummary("Puts a contact of a customer on file.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{key:long}/contacts/{contactKey:long}", UpdateContactAsync).RequireAuthorization(Policies.Work)
            .WithName("updateContact").WithSummary("Changes a contact if it is still as the caller read it (If-Match).")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{key:long}/purchases", PurchasesAsync).RequireAuthorization(Policies.ReadCases).WithName("listPurchases")
            .WithSummary("What a customer bought, the latest first.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{key:long}/purchases", AddPurchasesAsync).RequireAuthorization(Policies.Work).WithName("addPurchases")
            .WithSummary("Adds order lines, all or none. A line that was sent before counts once, by its reference.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<CustomerPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] CustomerListRequest request, CustomerQueries queries, CustomerSearch search, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? RequestLimits.PageSize;
        if (limit is < 1 or > RequestLimits.PageSizeMax) return Refuse(new FieldProblem("limit", CustomerTexts.LimitOutOfRange));
        if (request.Tier is { } tier && !DomainRules.Tiers.Contains(tier))
            return Refuse(new FieldProblem("tier", CustomerTexts.NotOnTheList));
        var after = ListPlace.Parse(request.After);
        if (!string.IsNullOrEmpty(request.After) && after is null) return Refuse(new FieldProblem("after", CustomerTexts.PlaceNotValid));
        if (Paging.SearchText(request.Q) is { } typed)
        {
            var found = await search.FindAsync(typed, new CustomerFilter(request.Tier), cancellationToken);
            return TypedResults.Ok(new CustomerPage([.. found.Lines.Take(limit)], null, found.HasMore || found.Lines.Count > limit));
        }

        var page = await queries.ListAsync(new CustomerFilter(request.Tier), after, limit, cancellationToken);
        return TypedResults.Ok(new CustomerPage(page.Items, page.Next, page.Next is not null));
    }

    private static async Task<Results<Ok<CustomerAnswer>, ProblemHttpResult>> FindAsync(
        long key, CustomerQueries queries, ChangeCustomer change, HttpResponse response, BusinessClock clock,
        CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } customer
            || await change.FieldsAsync(key, cancellationToken) is not { } fields) return TypedResults.Problem(Problems.NotFound.With());
        response.Headers.ETag = Tag(fields.Revision);
        return TypedResults.Ok(new CustomerAnswer(customer, await queries.ContactsAsync(key, clock.Now, cancellationToken)));
    }

    private static async Task<Results<Created<WrittenAnswer>, ProblemHttpResult>> CreateAsync(
        [FromBody] CustomerRequest request, ChangeCustomer change, CancellationToken cancellationToken) =>
        await change.CreateAsync(Fields(request), Source, cancellationToken) switch
        {
            Saving.Saved saved => TypedResults.Created(Address(saved.Key), new WrittenAnswer(saved.Key)),
            Saving.Refused refused => Refuse([.. refused.Problems]),
            _ => TypedResults.Problem(Problems.NotFound.With()),
        };

    private static async Task<Results<Ok<WrittenAnswer>, ProblemHttpResult>> UpdateAsync(
        long key, [FromBody] CustomerRequest request, [FromHeader(Name = IfMatch)] string? ifMatch, ChangeCustomer change,
        CancellationToken cancellationToken)
    {
        if (Revision(ifMatch) is not { } revision) return Refuse(new FieldProblem(IfMatch, CustomerTexts.IfMatchMissing));
        var fields = Fields(request);
        fields.Revision = revision;
        return Written(await change.UpdateAsync(key, fields, cancellationToken));
    }

    private static async Task<Results<Created<WrittenAnswer>, ProblemHttpResult>> CreateContactAsync(
        long key, [FromBody] ContactRequest request, ChangeContact change, CancellationToken cancellationToken) =>
        await change.CreateAsync(key, Fields(request), cancellationToken) switch
        {
            Saving.Saved saved => TypedResults.Created(Address(saved.Key), new WrittenAnswer(saved.Record!.Value)),
            Saving.Refused refused => Refuse([.. refused.Problems]),
            _ => TypedResults.Problem(Problems.NotFound.With()),
        };

    private static async Task<Results<Ok<WrittenAnswer>, ProblemHttpResult>> UpdateContactAsync(
        long key, long contactKey, [FromBody] ContactRequest request, [FromHeader(Name = IfMatch)] string? ifMatch, ChangeContact change,
        CancellationToken cancellationToken)
    {
        if (Revision(ifMatch) is not { } revision) return Refuse(new FieldProblem(IfMatch, CustomerTexts.IfMatchMissing));
        if (await change.CustomerOfAsync(contactKey, cancellationToken) != key) return TypedResults.Problem(Problems.NotFound.With());
        var fields = Fields(request);
        fields.Revision = revision;
        return Written(await change.UpdateAsync(contactKey, fields, cancellationToken));
    }

    private static async Task<Results<Ok<PurchasePage>, ProblemHttpResult>> PurchasesAsync(
        long key, [AsParameters] PurchaseListRequest request, CustomerQueries queries, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? RequestLimits.PageSize;
        if (limit is < 1 or > RequestLimits.PageSizeMax) return Refuse(new FieldProblem("limit", CustomerTexts.LimitOutOfRange));
        var after = ListPlace.Parse(request.After);
        if (!string.IsNullOrEmpty(request.After) && after is null) return Refuse(new FieldProblem("after", CustomerTexts.PlaceNotValid));
        if (await queries.FindAsync(key, cancellationToken) is null) return TypedResults.Problem(Problems.NotFound.With());
        var page = await queries.PurchasesAsync(key, after, limit, cancellationToken);
        return TypedResults.Ok(new PurchasePage(page.Items, page.Next));
    }

    private static async Task<Results<Ok<PurchasesAnswer>, ProblemHttpResult>> AddPurchasesAsync(
        long key, [FromBody] PurchasesRequest request, ChangePurchases change, CancellationToken cancellationToken)
    {
        if (request.Purchases is not { Length: > 0 and <= ChangePurchases.LinesMax } lines || lines.Contains(null))
            return Refuse(new FieldProblem("purchases", CustomerTexts.PurchasesOutOfRange));
        var purchases = lines.Select(line => new PurchaseFields(
            line.Reference, line.BoughtOn, line.Product, line.Quantity, line.Amount, line.Currency)).ToList();
        return await change.AddAsync(key, purchases, cancellationToken) switch
        {
            AddingPurchases.Added added => TypedResults.Ok(new PurchasesAnswer(added.New, added.Known)),
            AddingPurchases.Refused refused => Refuse([.. refused.Problems]),
            _ => TypedResults.Problem(Problems.NotFound.With()),
        };
    }

    private static CustomerFields Fields(CustomerRequest request)
    {
        var empty = new CustomerFields();
        return new CustomerFields
        {
            Name = request.Name,
            Kind = request.Kind ?? empty.Kind,
            Tier = request.Tier ?? empty.Tier,
            Stage = request.Stage ?? empty.Stage,
            Language = request.Language ?? empty.Language,
            Industry = request.Industry,
            Region = request.Region,
            Needs = CustomerTexts.Join(request.Needs ?? []),
            Preferences = CustomerTexts.Join(request.Preferences ?? []),
            Parent = request.Parent,
        };
    }

    private static ContactFields Fields(ContactRequest request) => new()
    {
        Name = request.Name,
        Roles = [.. request.Roles ?? []],
        Language = request.Language ?? DomainRules.Languages[0],
        PreferredChannel = request.PreferredChannel,
        Phone = request.Phone,
        Email = request.Email,
        MessageId = request.MessageId,
        Notes = request.Notes,
        Consents = [.. request.Consents ?? []],
        HasLeft = request.HasLeft ?? false,
        IsKnownElsewhere = request.IsKnownElsewhere ?? false,
    };

    private static Results<Ok<WrittenAnswer>, ProblemHttpResult> Written(Saving saving) => saving switch
    {
        Saving.Saved saved => TypedResults.Ok(new WrittenAnswer(saved.Record ?? saved.Key)),
        Saving.Refused { Problems: [{ Why: var why }] } when why == CustomerTexts.ChangedMeanwhile =>
            TypedResults.Problem(Problems.ChangedMeanwhile.With(why)),
        Saving.Refused refused => Refuse([.. refused.Problems]),
        _ => TypedResults.Problem(Problems.NotFound.With()),
    };

    private static ProblemHttpResult Refuse(params FieldProblem[] problems)
    {
        var details = Problems.InvalidRequest.With(problems[0].Why);
        details.Extensions["errors"] = problems.GroupBy(problem => Camel(problem.Field))
            .ToDictionary(group => group.Key, group => group.Select(problem => problem.Why.ToString()).ToArray());
        return TypedResults.Problem(details);
    }

    private static string Camel(string field)
    {
        var last = field.LastIndexOf('.') + 1;
        return field == IfMatch || field.Length == 0 ? field : field[..last] + char.ToLowerInvariant(field[last]) + field[(last + 1)..];
    }

    private static string Address(long key) => string.Create(CultureInfo.InvariantCulture, $"/api/customers/{key}");

    private static string Tag(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    private static int? Revision(string? ifMatch) =>
        int.TryParse(ifMatch?.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}

/// <summary>Which customers a program asks for.</summary>
/// <param name="Q">As typed into the search of the page: name, number, contact, phone or its end, address.</param>
/// <param name="Tier">Only of this tier.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">How many, 1 to 200.</param>
public sealed record CustomerListRequest(string? Q, string? Tier, string? After, int? Limit);

/// <summary>Which purchases a program asks for.</summary>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">How many, 1 to 200.</param>
public sealed record PurchaseListRequest(string? After, int? Limit);

/// <summary>Some customers, and where the next ones begin.</summary>
internal sealed record CustomerPage(IReadOnlyList<CustomerLine> Items, string? Next, bool HasMore);

/// <summary>A customer with its contacts.</summary>
internal sealed record CustomerAnswer(CustomerDetail Customer, IReadOnlyList<ContactLine> Contacts);

/// <summary>One order line on file.</summary>
internal sealed record PurchaseLine(
    long Key, string Reference, string Source, DateOnly BoughtOn, string Product, decimal Quantity, decimal Amount, string Currency);

/// <summary>Some purchases, and where the next ones begin.</summary>
internal sealed record PurchasePage(IReadOnlyList<PurchaseLine> Items, string? Next);
