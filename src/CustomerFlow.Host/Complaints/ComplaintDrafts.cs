using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>A half-done complaint in a list.</summary>
internal sealed record DraftLine(long Key, DateTimeOffset SavedAt, string? Name, string? Subject);

/// <summary>Complaints that a person has begun to write down. Each sees only the own ones.</summary>
internal sealed class ComplaintDrafts(CustomerFlowDb db, FieldProtector protector, KeyBlocks keys, BusinessClock clock, CurrentPerson me)
{
    private const string Sealed = "complaint.draft";
    private const int DraftsMax = 50;
    private const int CharactersMax = 100_000;

    public async Task<IReadOnlyList<DraftLine>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await Mine().AsNoTracking().OrderByDescending(row => row.SavedAt).Take(DraftsMax).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row, input: Open(row)))
            .Select(draft => new DraftLine(draft.row.Key, draft.row.SavedAt, draft.input.Name ?? draft.input.Search, draft.input.Subject))];
    }

    public async Task<IntakeInput?> FindAsync(long key, CancellationToken cancellationToken) =>
        await Mine().AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken) is { } row ? Open(row) : null;

    /// <summary>False when it is more than a complaint may hold.</summary>
    public async Task<bool> TrySaveAsync(IntakeInput input, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(input);
        if (text.Length > CharactersMax) return false;
        var row = input.DraftKey is { } key ? await Mine().AsTracking().SingleOrDefaultAsync(one => one.Key == key, cancellationToken) : null;
        var content = protector.SealForInstallation(Sealed, text);
        if (row is null)
        {
            db.Add(new ComplaintDraft
            {
                Key = await keys.NextAsync(cancellationToken), PersonKey = me.Scope.PersonKey, SavedAt = clock.Now, ContentSealed = content,
            });
        }
        else
        {
            (row.SavedAt, row.ContentSealed) = (clock.Now, content);
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    public async Task DropAsync(long key, CancellationToken cancellationToken)
    {
        if (await Mine().AsTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken) is not { } row) return;
        db.Remove(row);
        await db.SaveChangesAsync(cancellationToken);
    }

    private IQueryable<ComplaintDraft> Mine()
    {
        var person = me.Scope.PersonKey;
        return db.Set<ComplaintDraft>().Where(row => row.PersonKey == person);
    }

    private IntakeInput Open(ComplaintDraft row)
    {
        var input = JsonSerializer.Deserialize<IntakeInput>(protector.OpenForInstallation(Sealed, row.ContentSealed)) ?? new IntakeInput();
        input.DraftKey = row.Key;
        return input;
    }
}
