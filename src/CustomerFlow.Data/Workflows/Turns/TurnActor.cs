using CustomerFlow.Data.Access;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Who causes a turn: one name for the history, one for the audit.</summary>
/// <param name="Username">The person's username; null when the product itself or a customer by link acts.</param>
/// <param name="AuditName">As <see cref="AccessScope.Actor"/>.</param>
public sealed record TurnActor(string? Username, string AuditName)
{
    /// <summary>The engine's own loops.</summary>
    public static TurnActor Engine { get; } = System("engine");

    /// <summary>A loop, a job, or a worker.</summary>
    public static TurnActor System(string name) => new(null, $"system:{name}");

    /// <summary>A person who has signed in, or a customer by link (without username).</summary>
    public static TurnActor Of(string? username, AccessScope scope) => new(username, scope.Actor);

    /// <summary>Steps see everything, and act under this name.</summary>
    internal AccessScope Scope => AccessScope.System("turn") with { Actor = AuditName };
}
