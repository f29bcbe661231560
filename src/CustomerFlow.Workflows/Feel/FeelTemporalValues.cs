using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A date. Years outside the calendar library's range are kept as a shift by whole 400-year cycles.</summary>
public sealed class FeelDate : FeelValue
{
    /// <summary>Makes a date.</summary>
    public FeelDate(LocalDate value)
        : this(value, 0)
    {
    }

    internal FeelDate(LocalDate value, int cycles)
    {
        Value = value;
        Cycles = cycles;
    }

    /// <summary>The date; where <see cref="Cycles"/> is not zero, its equivalent 400-year cycles away.</summary>
    public LocalDate Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "date";

    /// <summary>Cycles of 400 years (the Gregorian calendar repeats exactly) to add to the year.</summary>
    internal int Cycles { get; }

    internal long Year => Value.Year + (400L * Cycles);

    private protected override bool SameAs(FeelValue other) => other is FeelDate date && date.Value == Value && date.Cycles == Cycles;

    private protected override int Hash() => HashCode.Combine(Value, Cycles);
}

/// <summary>A time of day, with an offset, a named zone or neither.</summary>
public sealed class FeelTime : FeelValue
{
    /// <summary>Makes a time of day.</summary>
    public FeelTime(LocalTime value, FeelZone zone)
    {
        Value = value;
        Zone = zone;
    }

    /// <summary>The time of day as a clock in its zone shows it.</summary>
    public LocalTime Value { get; }

    /// <summary>Its zone.</summary>
    public FeelZone Zone { get; }

    /// <inheritdoc/>
    public override string TypeName => "time";

    private protected override bool SameAs(FeelValue other) => other is FeelTime time && FeelOrder.Compare(this, time) == 0;

    private protected override int Hash() => Zone.IsNone ? Value.GetHashCode() : FeelOrder.NanosecondsOf(this).GetHashCode();
}

/// <summary>A date and time, with an offset, a named zone or neither.</summary>
public sealed class FeelDateTime : FeelValue
{
    /// <summary>Makes a date and time.</summary>
    public FeelDateTime(LocalDateTime value, FeelZone zone)
        : this(value, zone, 0)
    {
    }

    internal FeelDateTime(LocalDateTime value, FeelZone zone, int cycles)
    {
        Value = value;
        Zone = zone;
        Cycles = cycles;
    }

    /// <summary>The date and time as clock and calendar in its zone show it.</summary>
    public LocalDateTime Value { get; }

    /// <summary>Its zone.</summary>
    public FeelZone Zone { get; }

    /// <inheritdoc/>
    public override string TypeName => "date and time";

    internal int Cycles { get; }

    internal long Year => Value.Year + (400L * Cycles);

    /// <summary>The instant; where the value has no zone, in the one given.</summary>
    /// <param name="zone">The zone of values that have none.</param>
    public Instant ToInstant(DateTimeZone zone) => Zone.At(Value, zone);

    private protected override bool SameAs(FeelValue other) =>
        other is FeelDateTime moment && FeelOrder.Compare(this, moment) == 0;

    private protected override int Hash() =>
        HashCode.Combine(Zone.IsNone ? Value.GetHashCode() : Zone.At(Value, DateTimeZone.Utc).GetHashCode(), Cycles);
}

/// <summary>Where a time holds: nowhere in particular, at an offset from UTC, or in a named zone.</summary>
public readonly struct FeelZone : IEquatable<FeelZone>
{
    private readonly DateTimeZone? _zone;
    private readonly Offset? _offset;

    private FeelZone(DateTimeZone? zone, Offset? offset)
    {
        _zone = zone;
        _offset = offset;
    }

    /// <summary>No zone: local time.</summary>
    public static FeelZone None => default;

    /// <summary>Whether there is neither offset nor zone.</summary>
    public bool IsNone => _zone is null && _offset is null;

    /// <summary>The fixed offset, if it is one.</summary>
    public Offset? Offset => _offset;

    /// <summary>The named zone, if it is one.</summary>
    public DateTimeZone? Zone => _zone;

    /// <summary>A fixed offset.</summary>
    public static FeelZone Of(Offset offset) => new(null, offset);

    /// <summary>A named zone.</summary>
    public static FeelZone Of(DateTimeZone zone) => new(zone, null);

    /// <summary>Same offset or same zone.</summary>
    public static bool operator ==(FeelZone left, FeelZone right) => left.Equals(right);

    /// <summary>Different offset or zone.</summary>
    public static bool operator !=(FeelZone left, FeelZone right) => !left.Equals(right);

    /// <summary>The instant of a local date and time here.</summary>
    /// <param name="local">What clock and calendar show.</param>
    /// <param name="fallback">The zone to take when there is none.</param>
    public Instant At(LocalDateTime local, DateTimeZone fallback) =>
        _offset is { } offset ? local.WithOffset(offset).ToInstant() : local.InZoneLeniently(_zone ?? fallback).ToInstant();

    /// <summary>The offset at a local date and time; none for local time.</summary>
    /// <param name="local">What clock and calendar show.</param>
    public Offset? OffsetAt(LocalDateTime local) => _offset ?? (_zone is null ? null : local.InZoneLeniently(_zone).Offset);

    /// <inheritdoc/>
    public bool Equals(FeelZone other) => Nullable.Equals(_offset, other._offset) && _zone?.Id == other._zone?.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelZone other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_offset, _zone?.Id);
}
