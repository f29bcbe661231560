using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.Imports;

/// <summary>Takes files in and steers what becomes of them. The work itself is done by <see cref="ImportWork"/>.</summary>
internal sealed class ImportBatches(CustomerFlowDb db, KeyBlocks keys, SubjectKeys subjects, BusinessClock clock, CurrentPerson me)
{
    /// <summary>Puts the lines of a file aside under a new batch. The same form sent twice is one batch.</summary>
    public async Task<Saving> UploadAsync(
        string kind, string fileName, Guid token, byte[] content, CancellationToken cancellationToken)
    {
        if (await SameAsync(token, cancellationToken) is { } same) return new Saving.Saved(same);
        try
        {
            using var lines = ImportFile.Lines(content).GetEnumerator();
            if (!lines.MoveNext()) return new Saving.Refused("File", ImportTexts.FileEmpty);
            var headers = lines.Current.Cells;
            var key = await keys.NextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var dataKey = await subjects.OpenAsync(db, key, cancellationToken);
            var batch = new ImportBatch
            {
                Key = key, Kind = kind, Token = token, CreatedByKey = me.Scope.PersonKey, CreatedAt = clock.Now,
                Reach = me.Scope.Reach.ToString(),
                TeamKeys = [.. me.Scope.TeamKeys], FileName = Short(fileName), HeadersSealed = ImportLines.Seal(dataKey, headers),
                Columns = ImportFields.Recognise(kind, headers),
            };
            db.Add(batch);
            await db.SaveChangesAsync(cancellationToken);
            batch.RowsTotal = await ImportLines.StageAsync(db, key, dataKey, Rest(lines), cancellationToken);
            if (batch.RowsTotal == 0) return new Saving.Refused("File", ImportTexts.FileNoRows);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new Saving.Saved(key);
        }
        catch (ImportFileException exception)
        {
            return new Saving.Refused("File", exception.Why);
        }
        catch (DbUpdateException exception) when (
            exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            if (await SameAsync(token, cancellationToken) is { } first) return new Saving.Saved(first);
            throw;
        }
    }

    /// <summary>Has a file checked with what its columns hold.</summary>
    public async Task<Saving> CheckAsync(long key, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Key == key, cancellationToken) is not { } batch)
            return new Saving.NotFound();
        var known = ImportFields.Of(batch.Kind).Select(field => field.Id).ToHashSet();
        string[] chosen = [.. columns.Select(column => known.Contains(column) ? column : "")];
        if (ImportFields.Missing(batch.Kind, chosen) is { } missing) return new Saving.Refused("Columns", missing);
        return await MoveAsync(key, "mapping", batch => batch
            .SetProperty(row => row.State, "checking").SetProperty(row => row.Columns, chosen).SetProperty(row => row.RowsDone, 0)
            .SetProperty(row => row.Attempts, 0), cancellationToken);
    }

    /// <summary>From the preview back to the columns.</summary>
    public Task<Saving> ReopenAsync(long key, CancellationToken cancellationToken) =>
        MoveAsync(key, "ready", batch => batch.SetProperty(row => row.State, "mapping"), cancellationToken);

    /// <summary>Imports what was previewed; asked twice, it is done once.</summary>
    public Task<Saving> RunAsync(long key, bool updatesKnown, CancellationToken cancellationToken) =>
        MoveAsync(key, "ready", batch => batch
            .SetProperty(row => row.State, "running").SetProperty(row => row.UpdatesKnown, updatesKnown)
            .SetProperty(row => row.RowsDone, 0).SetProperty(row => row.Attempts, 0), cancellationToken);

    /// <summary>Gives an import up: at once where nothing works on it, else as soon as the work notices.</summary>
    public async Task<Saving> CancelAsync(long key, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var waits = db.ImportBatches.Where(batch => batch.Key == key && (batch.State == "mapping" || batch.State == "ready"));
        var now = clock.Now;
        if (await waits.ExecuteUpdateAsync(
            batch => batch.SetProperty(row => row.State, "cancelled").SetProperty(row => row.FinishedAt, now), cancellationToken) == 1)
        {
            await ImportLines.DiscardAsync(db, key, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new Saving.Saved(key);
        }

        var works = db.ImportBatches.Where(batch => batch.Key == key && (batch.State == "checking" || batch.State == "running"));
        var asked = await works.ExecuteUpdateAsync(batch => batch.SetProperty(row => row.CancelRequested, true), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return asked == 1 ? new Saving.Saved(key) : new Saving.Refused("", ImportTexts.Moved);
    }

    private async Task<Saving> MoveAsync(
        long key, string from, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ImportBatch>> to,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.ImportBatches.Where(batch => batch.Key == key && batch.State == from)
            .ExecuteUpdateAsync(to, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved == 1 ? new Saving.Saved(key) : new Saving.Refused("", ImportTexts.Moved);
    }

    private Task<long?> SameAsync(Guid token, CancellationToken cancellationToken) => db.ImportBatches
        .Where(batch => batch.CreatedByKey == me.Scope.PersonKey && batch.Token == token).Select(batch => (long?)batch.Key)
        .SingleOrDefaultAsync(cancellationToken);

    private static IEnumerable<FileLine> Rest(IEnumerator<FileLine> lines)
    {
        while (lines.MoveNext()) yield return lines.Current;
    }

    private static string Short(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        return name.Length <= ImportLimits.FileNameCharactersMax ? name : name[^ImportLimits.FileNameCharactersMax..];
    }
}
