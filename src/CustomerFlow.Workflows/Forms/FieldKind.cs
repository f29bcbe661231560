using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>What a field asks for and the rules of its answer. Bounds are FEEL, so that they can depend on other answers.</summary>
public abstract record FieldKind
{
    private FieldKind()
    {
    }

    /// <summary>Text.</summary>
    public sealed record Text : FieldKind
    {
        /// <summary>True for several lines.</summary>
        public bool Lines { get; init; }

        /// <summary>What the text must look like.</summary>
        public TextFormat Format { get; init; }

        /// <summary>A pattern that must occur in the text; null when there is none. Never backtracks.</summary>
        public Regex? Pattern { get; init; }

        /// <summary>The fewest characters.</summary>
        public FeelExpression? LengthMin { get; init; }

        /// <summary>The most characters.</summary>
        public FeelExpression? LengthMax { get; init; }
    }

    /// <summary>A number.</summary>
    public sealed record Number : FieldKind
    {
        /// <summary>The most decimal digits; null when any number is taken.</summary>
        public int? Decimals { get; init; }

        /// <summary>The number must be a multiple of this; null when there is no such rule.</summary>
        public FeelNumber? Step { get; init; }

        /// <summary>The smallest number.</summary>
        public FeelExpression? Min { get; init; }

        /// <summary>The largest number.</summary>
        public FeelExpression? Max { get; init; }

        /// <summary>True when the answer is stored as a string.</summary>
        public bool AsText { get; init; }
    }

    /// <summary>A box to tick.</summary>
    public sealed record Checkbox : FieldKind;

    /// <summary>One or several of given options.</summary>
    public sealed record Choice(ChoiceLook Look, OptionSource Options) : FieldKind
    {
        /// <summary>True when the answer is a list.</summary>
        public bool Many => Look is ChoiceLook.Checklist or ChoiceLook.TagList;
    }

    /// <summary>A date, a time of day, or both.</summary>
    public sealed record Moment(MomentPart Part) : FieldKind
    {
        /// <summary>True when the date must not be before today.</summary>
        public bool NotPast { get; init; }

        /// <summary>How a date and time is stored.</summary>
        public MomentZone Zone { get; init; }
    }
}

/// <summary>What a text must look like.</summary>
public enum TextFormat
{
    /// <summary>Any text.</summary>
    Any,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A telephone number: 5 to 20 digits, also with spaces, dashes, brackets and a leading plus.</summary>
    Phone,
}

/// <summary>How options are shown.</summary>
public enum ChoiceLook
{
    /// <summary>One of the options, all visible.</summary>
    Radio,

    /// <summary>One of the options, folded.</summary>
    Select,

    /// <summary>Any number of the options, all visible.</summary>
    Checklist,

    /// <summary>Any number of the options, shown as tags.</summary>
    TagList,
}

/// <summary>Which part of a date and time is asked for.</summary>
public enum MomentPart
{
    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A date and time.</summary>
    DateTime,
}

/// <summary>How a date and time is stored (form-js: <c>timeSerializingFormat</c>).</summary>
public enum MomentZone
{
    /// <summary>With the offset of the business zone.</summary>
    Offset,

    /// <summary>In UTC.</summary>
    Utc,

    /// <summary>As on the clock, without a zone.</summary>
    None,
}

/// <summary>Where the options of a field come from.</summary>
public abstract record OptionSource
{
    private OptionSource()
    {
    }

    /// <summary>Options written into the form.</summary>
    public sealed record Fixed(ImmutableArray<(FeelValue Value, TextTemplate Label)> Options) : OptionSource;

    /// <summary>A FEEL list over variables and answers: plain values, or contexts with <c>value</c> and <c>label</c>.</summary>
    public sealed record Computed(FeelExpression Options) : OptionSource;
}
