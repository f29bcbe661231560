using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Equality and order of values as FEEL sees them (DMN §10.3.2.13); no answer where the types do not match.</summary>
internal static class FeelOrder
{
    private const long NanosecondsPerSecond = NodaConstants.NanosecondsPerSecond;

    public static bool? AreEqual(FeelValue left, FeelValue right)
    {
        if (left.IsNull || right.IsNull) return left.IsNull && right.IsNull;
        return left.GetType() == right.GetType() ? left.Equals(right) : null;
    }

    public static int? Compare(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumberValue a, FeelNumberValue b) => a.Value.CompareTo(b.Value),
        (FeelText a, FeelText b) => string.CompareOrdinal(a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.Cycles != b.Cycles ? a.Cycles.CompareTo(b.Cycles) : a.Value.CompareTo(b.Value),
        (FeelDateTime a, FeelDateTime b) => Compare(a, b),
        (FeelTime a, FeelTime b) => Compare(a, b),
        (FeelDaysDuration a, FeelDaysDuration b) => a.Value.CompareTo(b.Value),
        (FeelYearsDuration a, FeelYearsDuration b) => a.Months.CompareTo(b.Months),
        _ => null,
    };

    public static int? Compare(FeelDateTime left, FeelDateTime right)
    {
        if (left.Zone.IsNone != right.Zone.IsNone) return null;
        if (left.Cycles != right.Cycles) return left.Cycles.CompareTo(right.Cycles);
        return left.Zone.IsNone
            ? left.Value.CompareTo(right.Value)
            : left.ToInstant(DateTimeZone.Utc).CompareTo(right.ToInstant(DateTimeZone.Utc));
    }

    public static int? Compare(FeelTime left, FeelTime right)
    {
        if (left.Zone.IsNone != right.Zone.IsNone) return null;
        return left.Zone.IsNone ? left.Value.CompareTo(right.Value) : NanosecondsOf(left).CompareTo(NanosecondsOf(right));
    }

    /// <summary>The nanosecond of the day in UTC; a named zone counts with its offset at the start of the epoch.</summary>
    public static long NanosecondsOf(FeelTime time)
    {
        var offset = time.Zone.Offset ?? time.Zone.Zone?.GetUtcOffset(NodaConstants.UnixEpoch) ?? Offset.Zero;
        return time.Value.NanosecondOfDay - (offset.Seconds * NanosecondsPerSecond);
    }

    /// <summary>Whether a value lies in a range; no answer where it cannot be compared with its ends.</summary>
    public static bool? Contains(FeelRange range, FeelValue value)
    {
        if (value.IsNull || range.IsUnknown || (range.Start.IsNull && range.End.IsNull)) return null;
        var start = range.Start.IsNull ? 1 : Compare(value, range.Start);
        var end = range.End.IsNull ? -1 : Compare(value, range.End);
        if (start is null || end is null) return null;
        return (start > 0 || (start == 0 && range.StartIncluded)) && (end < 0 || (end == 0 && range.EndIncluded));
    }
}
