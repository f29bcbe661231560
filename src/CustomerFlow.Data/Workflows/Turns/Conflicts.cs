using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>What a whole unit is run again for: it lost against another and nothing of it is left.</summary>
internal static class Conflicts
{
    public static bool IsConflict(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsConflict(inner),
        _ => false,
    };
}
