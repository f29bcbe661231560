using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>What the product shipped last to this database, so that an upgrade is told from what an owner changed.</summary>
internal static class ShippedFiles
{
    /// <summary>Takes the files as seen; a later start offers only what differs from them.</summary>
    public static async Task RememberAsync(
        CustomerFlowDb db, string name, IReadOnlyList<ResourceFile> files, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(db, name, cancellationToken);
        foreach (var gone in rows.Values.Where(row => files.All(file => file.Name != row.Name))) db.Remove(gone);
        foreach (var file in files)
        {
            if (rows.TryGetValue(file.Name, out var row)) row.Hash = HashOf(file);
            else db.Add(new ShippedFileRow { Pack = name, Name = file.Name, Hash = HashOf(file) });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What the product changed since it shipped last and the owner's version does not have yet.</summary>
    public static async Task<IReadOnlyList<DraftChange>> ChangesAsync(
        CustomerFlowDb db, string name, IReadOnlyList<ResourceFile> files, IReadOnlyList<ResourceFile> current, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(db, name, cancellationToken);
        var owned = current.ToDictionary(file => file.Name, HashOf, StringComparer.Ordinal);
        var changed = files.Where(file => !Same(rows.GetValueOrDefault(file.Name)?.Hash, HashOf(file)) && !Same(owned.GetValueOrDefault(file.Name), HashOf(file)))
            .Select(file => new DraftChange(file.Name, file.Content));
        // A file that the product dropped goes too, unless the owner made it their own.
        var dropped = rows.Values.Where(row => files.All(file => file.Name != row.Name) && Same(owned.GetValueOrDefault(row.Name), row.Hash))
            .Select(row => new DraftChange(row.Name, null));
        return [.. changed, .. dropped];
    }

    private static Task<Dictionary<string, ShippedFileRow>> RowsAsync(CustomerFlowDb db, string name, CancellationToken cancellationToken) =>
        db.Set<ShippedFileRow>().AsTracking().Where(row => row.Pack == name).ToDictionaryAsync(row => row.Name, cancellationToken);

    private static byte[] HashOf(ResourceFile file) => SHA256.HashData(file.Content);

    private static bool Same(byte[]? one, byte[] other) => one is not null && one.AsSpan().SequenceEqual(other);
}
