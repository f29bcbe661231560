using System.Diagnostics;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>What processes are told from outside.</summary>
internal static class MessageOperations
{
    private const int NameCharactersMax = 500;
    private const long TimeToLiveMillisecondsMax = 366L * 24 * 60 * 60 * 1000;

    public static void MapMessages(this RouteGroupBuilder group)
    {
        var messages = group.MapGroup("").RequireAuthorization(Policies.Operate).ProducesProblem(StatusCodes.Status403Forbidden);
        messages.MapPost("/messages/publication", PublishAsync).WithName("publishMessage")
            .WithSummary("Publishes a message to who waits for it, and keeps it for a while.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        messages.MapPost("/messages/correlation", CorrelateAsync).WithName("correlateMessage")
            .WithSummary("Publishes a message and says which instance got it; 404 when nobody waits.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        messages.MapPost("/signals/broadcast", BroadcastAsync).WithName("broadcastSignal")
            .WithSummary("Tells everyone who waits for the signal.");
    }

    private static async Task<Results<Ok<PublicationAnswer>, ProblemHttpResult>> PublishAsync(
        PublicationRequest request, Messages messages, CancellationToken cancellationToken)
    {
        var problem = Problem("name", request.Name, request.CorrelationKey, request.TenantId);
        if (problem is not null) return EngineAnswers.Invalid(problem);
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (request.TimeToLive is < 0 or > TimeToLiveMillisecondsMax)
            return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("timeToLive", 0, TimeToLiveMillisecondsMax));
        if (TextProblem("messageId", request.MessageId) is { } idProblem) return EngineAnswers.Invalid(idProblem);
        var message = new MessageRequest(
            request.Name!, request.CorrelationKey ?? "", variables, TimeSpan.FromMilliseconds(request.TimeToLive ?? 0),
            string.IsNullOrEmpty(request.MessageId) ? null : request.MessageId);
        return await messages.PublishAsync(message, cancellationToken) switch
        {
            PublishOutcome.Published published => TypedResults.Ok(new PublicationAnswer(Tenants.Only, Columns.Key(published.Key))),
            PublishOutcome.AlreadyPublished => EngineAnswers.Conflict(EngineTexts.AlreadyPublished),
            PublishOutcome.Refused refused => EngineAnswers.Invalid(EngineTexts.MessageRefused.With(refused.Reason)),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<Ok<CorrelationAnswer>, ProblemHttpResult>> CorrelateAsync(
        CorrelationRequest request, Messages messages, CancellationToken cancellationToken)
    {
        var problem = Problem("name", request.Name, request.CorrelationKey, request.TenantId);
        if (problem is not null) return EngineAnswers.Invalid(problem);
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        return await messages.CorrelateAsync(request.Name!, request.CorrelationKey ?? "", variables, cancellationToken) switch
        {
            CorrelateOutcome.Correlated correlated => TypedResults.Ok(new CorrelationAnswer(
                Tenants.Only, Columns.Key(correlated.MessageKey), Columns.Key(correlated.InstanceKey))),
            CorrelateOutcome.NobodyWaits => TypedResults.Problem(Problems.NotFound.With(EngineTexts.NobodyWaits)),
            CorrelateOutcome.Refused refused => EngineAnswers.Invalid(EngineTexts.MessageRefused.With(refused.Reason)),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<Ok<BroadcastAnswer>, ProblemHttpResult>> BroadcastAsync(
        BroadcastRequest request, Messages messages, CancellationToken cancellationToken)
    {
        if (Problem("signalName", request.SignalName, null, request.TenantId) is { } problem) return EngineAnswers.Invalid(problem);
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        return await messages.BroadcastAsync(request.SignalName!, variables, cancellationToken) switch
        {
            PublishOutcome.Published published => TypedResults.Ok(new BroadcastAnswer(Tenants.Only, Columns.Key(published.Key))),
            PublishOutcome.Refused refused => EngineAnswers.Invalid(EngineTexts.MessageRefused.With(refused.Reason)),
            _ => throw new UnreachableException(),
        };
    }

    private static string? Problem(string field, string? name, string? correlationKey, string? tenantId)
    {
        if (Tenants.IsUnknown(tenantId)) return EngineTexts.TenantUnknown;
        if (string.IsNullOrWhiteSpace(name)) return EngineTexts.Missing.With(field);
        return TextProblem(field, name) ?? TextProblem("correlationKey", correlationKey);
    }

    private static string? TextProblem(string name, string? text)
    {
        if (text?.Length > NameCharactersMax) return EngineTexts.TooLong.With(name, NameCharactersMax);
        return text?.Contains('\0', StringComparison.Ordinal) == true ? EngineTexts.OperationRefused.With(name) : null;
    }
}
