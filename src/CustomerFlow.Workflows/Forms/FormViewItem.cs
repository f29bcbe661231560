using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Forms;

/// <summary>A visible part of a form, ready to be rendered: all texts are in the reader's language, all values are texts.</summary>
public abstract record FormViewItem
{
    private FormViewItem()
    {
    }

    /// <summary>Id of the component, for element ids in the page.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required FormLayout Layout { get; init; }

    /// <summary>A field.</summary>
    public sealed record Field : FormViewItem
    {
        /// <summary>The name to post.</summary>
        public required string Name { get; init; }

        /// <summary>The control.</summary>
        public required FormInput Input { get; init; }

        /// <summary>The words beside it, plain text.</summary>
        public required string Label { get; init; }

        /// <summary>A help text, plain; empty when there is none.</summary>
        public required string Description { get; init; }

        /// <summary>What stands in the field: one text at most, except where several options may be chosen.</summary>
        public required ImmutableArray<string> Values { get; init; }

        /// <summary>The options; empty for other controls.</summary>
        public ImmutableArray<FormViewOption> Options { get; init; } = [];

        /// <summary>True when there must be an answer.</summary>
        public bool Required { get; init; }

        /// <summary>True when the field is only shown.</summary>
        public bool ReadOnly { get; init; }

        /// <summary>The smallest number or earliest date, as the control writes it; null when there is none.</summary>
        public string? Min { get; init; }

        /// <summary>The largest number; null when there is none.</summary>
        public string? Max { get; init; }

        /// <summary>The step of a number: <c>0.01</c>, or <c>any</c>; null for other controls.</summary>
        public string? Step { get; init; }

        /// <summary>The most characters; null for other controls.</summary>
        public int? LengthMax { get; init; }

        /// <summary>Short text before the field; empty when there is none.</summary>
        public string Prefix { get; init; } = "";

        /// <summary>Short text behind the field; empty when there is none.</summary>
        public string Suffix { get; init; } = "";

        /// <summary>What must be corrected.</summary>
        public ImmutableArray<string> Errors { get; init; } = [];

        /// <summary>The value of a control that holds one; empty when there is none.</summary>
        public string Value => Values.IsEmpty ? "" : Values[0];
    }

    /// <summary>Items that belong together.</summary>
    public sealed record Group(string Label, bool Outlined, ImmutableArray<FormViewItem> Items) : FormViewItem;

    /// <summary>Text as HTML that holds no foreign markup and no inline styles.</summary>
    public sealed record Text(string Html) : FormViewItem;

    /// <summary>A line.</summary>
    public sealed record Separator : FormViewItem;

    /// <summary>Empty space, in pixels.</summary>
    public sealed record Spacer(int Height) : FormViewItem;

    /// <summary>A table of texts.</summary>
    public sealed record Table(string Label, ImmutableArray<string> Headings, ImmutableArray<ImmutableArray<string>> Rows) : FormViewItem;

    /// <summary>A picture; shown only when its source is an https address or a path of this site.</summary>
    public sealed record Image(string Source, string Alternative) : FormViewItem;

    /// <summary>A button.</summary>
    public sealed record Button(string Label, bool Clears) : FormViewItem;
}

/// <summary>An option of a field.</summary>
/// <param name="Value">What to post.</param>
/// <param name="Label">What people read.</param>
/// <param name="Selected">True when it is chosen.</param>
public sealed record FormViewOption(string Value, string Label, bool Selected)
{
    /// <summary>What it means to choose this one, shown while it is chosen; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>The control of a field.</summary>
public enum FormInput
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    TextArea,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A box to tick, posted as <c>true</c>.</summary>
    Checkbox,

    /// <summary>One of the options, all visible.</summary>
    Radio,

    /// <summary>One of the options, folded.</summary>
    Select,

    /// <summary>Any number of the options, all visible.</summary>
    Checklist,

    /// <summary>Any number of the options, as tags.</summary>
    TagList,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A date and time.</summary>
    DateTime,
}
