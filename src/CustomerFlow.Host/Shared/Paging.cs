using System.Globalization;

namespace CustomerFlow.Host.Shared;

/// <summary>One page of a list and where the next one begins.</summary>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// A place in a list that is sorted by a time (rows without one last) and a key: the last row that was shown. Written into the
/// address as <c>ticks-key</c>; what cannot be read is the beginning.
/// </summary>
internal sealed record ListPlace(DateTimeOffset? At, long Key)
{
    private const string NoTime = "x";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{(At is { } at ? at.UtcTicks.ToString(CultureInfo.InvariantCulture) : NoTime)}-{Key}");

    public static ListPlace? Parse(string? text)
    {
        if (text?.Split('-') is not [var time, var key] || !long.TryParse(key, CultureInfo.InvariantCulture, out var rowKey)) return null;
        if (time == NoTime) return new ListPlace(null, rowKey);
        var isTime = long.TryParse(time, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0
            && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        return isTime ? new ListPlace(new DateTimeOffset(ticks, TimeSpan.Zero), rowKey) : null;
    }
}

internal static class Paging
{
    /// <summary>Cuts off the row that was read only to learn whether there is more.</summary>
    public static PageOf<T> Cut<T>(List<T> rows, int size, Func<T, string> place)
    {
        if (rows.Count <= size) return new PageOf<T>(rows, null);
        rows.RemoveRange(size, rows.Count - size);
        return new PageOf<T>(rows, place(rows[^1]));
    }

    /// <summary>What a person typed into a search box, bounded; null when nothing is left.</summary>
    public static string? SearchText(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        return text.Length <= RequestLimits.SearchCharactersMax ? text : text[..RequestLimits.SearchCharactersMax];
    }

    /// <summary>The pattern that finds <paramref name="text"/> anywhere; its own wildcards lose their meaning.</summary>
    public static string Containing(string text) =>
        "%" + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
