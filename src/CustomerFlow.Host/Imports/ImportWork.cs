using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Audit;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Customers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.Imports;

/// <summary>
/// Checks and runs imports, one at a time over all nodes, each in one transaction: what is cut off, by a cancel or by the end of a node,
/// leaves nothing, and the next node that looks begins it again. Progress and the wish to cancel travel on a connection of their own.
/// </summary>
internal sealed class ImportWork(
    DbPool pool, NpgsqlDataSource dataSource, SubjectKeys subjects, ContactVault vault, BlindIndex index, KeyBlocks keys,
    CustomerNumbers numbers, BusinessClock clock, Display display)
{
    /// <summary>Held while an import works; any number that no other part uses.</summary>
    private const long Lock = 0x43464d504f5254;

    /// <summary>Does what one waiting batch asks for. False when none waits, or another node is at it.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ClaimAsync(connection, transaction, cancellationToken) is not { } batch) return false;
        var scope = ScopeOf(batch);
        await AuditActor.SetAsync(connection, scope, cancellationToken);
        await using (var db = pool.Join(connection, transaction, scope))
        {
            db.Database.SetCommandTimeout(ImportLimits.StatementMax);
            if (batch.CancelRequested) await EndAsync(db, batch, "cancelled", cancellationToken);
            else if (await BeginAsync(batch, cancellationToken) > ImportLimits.AttemptsMax)
                await EndAsync(db, batch, "failed", cancellationToken);
            else if (!await PassAsync(db, batch, cancellationToken)) return true;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Forgets lines that were refused, or that nobody finished, once they are old; of how many imports.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("import"));
        var before = clock.Now.AddDays(-ImportLimits.KeptDays);
        var old = await db.ImportBatches.AsNoTracking()
            .Where(batch => batch.CreatedAt < before && batch.State != "checking" && batch.State != "running"
                && db.SubjectKeys.Any(key => key.Subject == batch.Key && key.Wrapped != null))
            .OrderBy(batch => batch.Key).Take(RequestLimits.PageSize).ToListAsync(cancellationToken);
        foreach (var batch in old)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.ImportBatches.Where(row => row.Key == batch.Key && (row.State == "mapping" || row.State == "ready"))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(it => it.State, "cancelled").SetProperty(it => it.FinishedAt, clock.Now), cancellationToken);
            await ImportLines.DiscardAsync(db, batch.Key, clock.Now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return old.Count;
    }

    private async Task<ImportBatch?> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var db = pool.Join(connection, transaction, AccessScope.System("import"));
        // First a look without the lock: what is asked every second should cost next to nothing.
        if (!await db.ImportBatches.AnyAsync(batch => batch.State == "checking" || batch.State == "running", cancellationToken))
            return null;
        await using var take = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection, transaction);
        take.Parameters.AddWithValue(Lock);
        if (await take.ExecuteScalarAsync(cancellationToken) is not true) return null;
        return await db.ImportBatches.AsNoTracking().Where(batch => batch.State == "checking" || batch.State == "running")
            .OrderBy(batch => batch.CreatedAt).ThenBy(batch => batch.Key).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>One pass over all lines. False when somebody wants it to stop: then nothing of it may be committed.</summary>
    private async Task<bool> PassAsync(CustomerFlowDb db, ImportBatch batch, CancellationToken cancellationToken)
    {
        var run = new ImportRun(batch, Writes: batch.State == "running", db, clock.Now);
        var lines = Lines(run);
        var key = (await subjects.OpenManyAsync(db, [batch.Key], cancellationToken))[batch.Key];
        var figures = new ImportFigures();
        var after = 0;
        while (await ImportLines.ReadAsync(db, batch.Key, key, after, ImportLimits.ChunkRows, cancellationToken) is { Count: > 0 } chunk)
        {
            var verdicts = await lines.TakeAsync(chunk, cancellationToken);
            foreach (var verdict in verdicts) figures.Count(verdict);
            await ImportLines.NoteAsync(db, batch.Key, verdicts, cancellationToken);
            after = chunk[^1].Number;
            if (await ShouldStopAsync(batch, figures.Done, cancellationToken)) return false;
        }

        if (run.Writes) await CleanAsync(run, figures, cancellationToken);
        // A cancel that came in first is kept; one that comes later waits here and finds the import done.
        return await db.ImportBatches.Where(row => row.Key == batch.Key && row.State == batch.State && !row.CancelRequested)
            .ExecuteUpdateAsync(
                row => row.SetProperty(it => it.State, run.Writes ? "done" : "ready")
                    .SetProperty(it => it.RowsNew, figures.New).SetProperty(it => it.RowsChanged, figures.Changed)
                    .SetProperty(it => it.RowsUnchanged, figures.Unchanged).SetProperty(it => it.RowsSkipped, figures.Skipped)
                    .SetProperty(it => it.RowsBad, figures.Bad).SetProperty(it => it.RowsDone, figures.Done)
                    .SetProperty(it => it.Attempts, 0)
                    .SetProperty(it => it.FinishedAt, it => run.Writes ? run.Now : it.FinishedAt),
                cancellationToken) == 1;
    }

    private LineImport Lines(ImportRun run) => run.Batch.Kind == "purchases"
        ? new PurchaseImport(run, index, keys, display.DayOf(run.Now))
        : new CustomerImport(run, index, subjects, new CustomerWriter(keys, numbers, subjects, vault));

    /// <summary>What was imported need not wait any longer; what was refused stays to be fetched.</summary>
    private static async Task CleanAsync(ImportRun run, ImportFigures figures, CancellationToken cancellationToken)
    {
        var (batch, db) = (run.Batch, run.Db);
        if (figures.Bad == 0) await ImportLines.DiscardAsync(db, batch.Key, run.Now, cancellationToken);
        else await db.ImportRows.Where(row => row.BatchKey == batch.Key && row.State != "bad").ExecuteDeleteAsync(cancellationToken);
        var said = JsonSerializer.Serialize(new
        {
            kind = batch.Kind, @new = figures.New, changed = figures.Changed, unchanged = figures.Unchanged, skipped = figures.Skipped,
            refused = figures.Bad,
        });
        await AuditNote.WriteAsync(db, "import", "import_batch", batch.Key, said, cancellationToken);
    }

    private async Task EndAsync(CustomerFlowDb db, ImportBatch batch, string state, CancellationToken cancellationToken)
    {
        await ImportLines.DiscardAsync(db, batch.Key, clock.Now, cancellationToken);
        await db.ImportBatches.Where(row => row.Key == batch.Key)
            .ExecuteUpdateAsync(
                row => row.SetProperty(it => it.State, state).SetProperty(it => it.FinishedAt, clock.Now), cancellationToken);
    }

    /// <summary>Counts the attempt where a rollback cannot reach it.</summary>
    private async Task<int> BeginAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update customerflow.import_batch set attempts = attempts + 1, rows_done = 0 where key = $1 returning attempts");
        command.Parameters.AddWithValue(batch.Key);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> ShouldStopAsync(ImportBatch batch, int done, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update customerflow.import_batch set rows_done = $2 where key = $1 returning cancel_requested");
        command.Parameters.AddWithValue(batch.Key);
        command.Parameters.AddWithValue(done);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static AccessScope ScopeOf(ImportBatch batch) =>
        AccessScope.Of(batch.CreatedByKey, batch.TeamKeys, Enum.Parse<AccessReach>(batch.Reach), []);
}
