using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A value of FEEL: a closed family of immutable values, equal when their content is (DMN §10.3.2).</summary>
public abstract class FeelValue : IEquatable<FeelValue>
{
    private protected FeelValue()
    {
    }

    /// <summary>The null value.</summary>
    public static FeelValue Null { get; } = new FeelNull();

    /// <summary>The boolean true.</summary>
    public static FeelValue True { get; } = new FeelBoolean(true);

    /// <summary>The boolean false.</summary>
    public static FeelValue False { get; } = new FeelBoolean(false);

    /// <summary>The name of the type, as FEEL writes it, for messages.</summary>
    public abstract string TypeName { get; }

    /// <summary>How deeply the value is nested: 0 for all but lists and contexts.</summary>
    internal virtual int Depth => 0;

    /// <summary>Whether this is null.</summary>
    public bool IsNull => this is FeelNull;

    /// <summary>Makes a string; a missing one becomes null.</summary>
    public static FeelValue Of(string? value) => value is null ? Null : new FeelText(value);

    /// <summary>Makes a boolean.</summary>
    public static FeelValue Of(bool value) => value ? True : False;

    /// <summary>Makes a number.</summary>
    public static FeelValue Of(long value) => new FeelNumberValue(FeelNumber.FromInt64(value));

    /// <summary>Makes a number.</summary>
    public static FeelValue Of(decimal value) => new FeelNumberValue(FeelNumber.FromDecimal(value));

    /// <summary>Makes a number.</summary>
    public static FeelValue Of(FeelNumber value) => new FeelNumberValue(value);

    /// <summary>Makes a date.</summary>
    public static FeelValue Of(LocalDate value) => new FeelDate(value);

    /// <summary>Makes a time of day without a zone.</summary>
    public static FeelValue Of(LocalTime value) => new FeelTime(value, FeelZone.None);

    /// <summary>Makes a date and time without a zone.</summary>
    public static FeelValue Of(LocalDateTime value) => new FeelDateTime(value, FeelZone.None);

    /// <summary>Makes a date and time with the offset given.</summary>
    public static FeelValue Of(DateTimeOffset value)
    {
        var moment = OffsetDateTime.FromDateTimeOffset(value);
        return new FeelDateTime(moment.LocalDateTime, FeelZone.Of(moment.Offset));
    }

    /// <summary>Makes a date and time in a named zone.</summary>
    public static FeelValue Of(ZonedDateTime value) => new FeelDateTime(value.LocalDateTime, FeelZone.Of(value.Zone));

    /// <summary>Makes a days and time duration.</summary>
    public static FeelValue Of(Duration value) => new FeelDaysDuration(value);

    /// <summary>Makes a list.</summary>
    public static FeelValue Of(IEnumerable<FeelValue> items) => new FeelList([.. items]);

    /// <inheritdoc/>
    public bool Equals(FeelValue? other) => other is not null && (ReferenceEquals(this, other) || SameAs(other));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Hash();

    /// <summary>Writes the value as FEEL's <c>string()</c> does.</summary>
    public override string ToString() => FeelPrinter.Print(this);

    /// <summary>The depth of a value around others. Values are compared and written by recursion, so it is bounded.</summary>
    private protected static int DepthAround(int inner)
    {
        const int DepthMax = 100;
        return inner < DepthMax ? inner + 1 : throw new FeelLimitException(FeelProblems.Of(0, "feel.limit-nesting", $"{DepthMax}"));
    }

    private protected abstract bool SameAs(FeelValue other);

    private protected abstract int Hash();
}

/// <summary>Null: no value.</summary>
public sealed class FeelNull : FeelValue
{
    internal FeelNull()
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "Null";

    private protected override bool SameAs(FeelValue other) => other is FeelNull;

    private protected override int Hash() => 0;
}

/// <summary>A boolean.</summary>
public sealed class FeelBoolean : FeelValue
{
    internal FeelBoolean(bool value) => Value = value;

    /// <summary>The boolean.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "boolean";

    private protected override bool SameAs(FeelValue other) => other is FeelBoolean boolean && boolean.Value == Value;

    private protected override int Hash() => Value ? 1 : 2;
}

/// <summary>A number.</summary>
public sealed class FeelNumberValue : FeelValue
{
    /// <summary>Makes a number.</summary>
    public FeelNumberValue(FeelNumber value) => Value = value;

    /// <summary>The number.</summary>
    public FeelNumber Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "number";

    private protected override bool SameAs(FeelValue other) => other is FeelNumberValue number && number.Value == Value;

    private protected override int Hash() => Value.GetHashCode();
}

/// <summary>A string.</summary>
public sealed class FeelText : FeelValue
{
    /// <summary>Makes a string.</summary>
    public FeelText(string value) => Value = value;

    /// <summary>The characters.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "string";

    private protected override bool SameAs(FeelValue other) => other is FeelText text && text.Value == Value;

    private protected override int Hash() => string.GetHashCode(Value, StringComparison.Ordinal);
}

/// <summary>A days and time duration.</summary>
public sealed class FeelDaysDuration : FeelValue
{
    /// <summary>Makes a duration.</summary>
    public FeelDaysDuration(Duration value) => Value = value;

    /// <summary>The duration, to the nanosecond.</summary>
    public Duration Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "days and time duration";

    private protected override bool SameAs(FeelValue other) => other is FeelDaysDuration duration && duration.Value == Value;

    private protected override int Hash() => Value.GetHashCode();
}

/// <summary>A years and months duration.</summary>
public sealed class FeelYearsDuration : FeelValue
{
    /// <summary>Makes a duration.</summary>
    public FeelYearsDuration(long months) => Months = months;

    /// <summary>The length in months.</summary>
    public long Months { get; }

    /// <inheritdoc/>
    public override string TypeName => "years and months duration";

    private protected override bool SameAs(FeelValue other) => other is FeelYearsDuration duration && duration.Months == Months;

    private protected override int Hash() => Months.GetHashCode();
}
