using System.Security.Cryptography;
using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.Complaints;

/// <summary>A request that may come twice: whose it is, the key that the caller chose, and a hash of what it asks for.</summary>
internal sealed record RequestMark(string Caller, string Key, byte[] Hash)
{
    public const int KeyCharactersMax = 200;

    public static RequestMark Of<T>(string caller, string key, T request) =>
        new(caller, key, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
}

/// <summary>Remembers what was answered, so that a request that comes again opens no second complaint.</summary>
internal sealed class RepeatedRequests(DbPool pool, FieldProtector protector)
{
    private const string Sealed = "idempotency.answer";

    private static readonly AccessScope Scope = AccessScope.System("idempotency");

    public async Task<RepeatOutcome?> FindAsync(RequestMark mark, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var row = await db.Idempotencies.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Caller == mark.Caller && row.RequestKey == mark.Key, cancellationToken);
        if (row?.Answer is null) return null;
        if (!row.RequestHash.AsSpan().SequenceEqual(mark.Hash)) return new RepeatOutcome.Other();
        var answer = protector.OpenForInstallation(Sealed, Convert.FromBase64String(row.Answer));
        return new RepeatOutcome.Same(JsonSerializer.Deserialize<OpenedComplaint>(answer)!);
    }

    /// <summary>Commit it with what it answers. Sealed, since the answer holds the secret of the status link.</summary>
    public Idempotency Row(RequestMark mark, OpenedComplaint answer, DateTimeOffset now) => new()
    {
        Caller = mark.Caller,
        RequestKey = mark.Key,
        RequestHash = mark.Hash,
        Status = StatusCodes.Status201Created,
        Answer = Convert.ToBase64String(protector.SealForInstallation(Sealed, JsonSerializer.Serialize(answer))),
        CreatedAt = now,
    };

    public static bool IsRepetition(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "idempotency" };
}

/// <summary>What an earlier request with the same key was: a closed family.</summary>
internal abstract record RepeatOutcome
{
    private RepeatOutcome()
    {
    }

    /// <summary>The very same request.</summary>
    public sealed record Same(OpenedComplaint Complaint) : RepeatOutcome;

    /// <summary>Another request.</summary>
    public sealed record Other : RepeatOutcome;
}
