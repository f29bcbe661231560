using System.Data.Common;
using CustomerFlow.Data.Access;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CustomerFlow.Data.Audit;

/// <summary>
/// Tells the triggers who acts. The setting holds until the end of the transaction only, because pooled connections are not reset.
/// </summary>
public static class AuditActor
{
    /// <summary>The statement, with the actor as its only parameter; for batches that begin a turn.</summary>
    public const string Sql = "select set_config('customerflow.actor', $1, true)";

    /// <summary>Sets the actor on a transaction that was begun without the context.</summary>
    public static async Task SetAsync(NpgsqlConnection connection, AccessScope scope, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue(scope.Actor);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Sets the actor on every transaction that the context begins itself.</summary>
internal sealed class AuditActorInterceptor : DbTransactionInterceptor
{
    public static AuditActorInterceptor Instance { get; } = new();

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CustomerFlowDb db)
            await AuditActor.SetAsync((NpgsqlConnection)connection, db.Scope, cancellationToken);
        return result;
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (eventData.Context is CustomerFlowDb db)
        {
            using var command = new NpgsqlCommand(AuditActor.Sql, (NpgsqlConnection)connection);
            command.Parameters.AddWithValue(db.Scope.Actor);
            command.ExecuteNonQuery();
        }

        return result;
    }
}
