using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>A part of a form. Texts may hold placeholders; conditions are FEEL over the variables and the answers.</summary>
public abstract record FormComponent
{
    private FormComponent()
    {
    }

    /// <summary>Id of the component, unique in its form.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands in the grid of the form.</summary>
    public FormLayout Layout { get; init; } = FormLayout.WholeRow;

    /// <summary>The component is hidden while this is true; null when it is always shown.</summary>
    public FeelExpression? Hide { get; init; }

    /// <summary>A component that people fill in.</summary>
    public sealed record Field : FormComponent
    {
        /// <summary>Where the answer is stored, and the name under which it is posted: <c>customer.name</c>.</summary>
        public required FormPath Path { get; init; }

        /// <summary>What is asked, and how it is checked.</summary>
        public required FieldKind Kind { get; init; }

        /// <summary>The words beside the field.</summary>
        public required TextTemplate Label { get; init; }

        /// <summary>A help text; empty when there is none.</summary>
        public required TextTemplate Description { get; init; }

        /// <summary>The answer while nobody gave one; null when there is none.</summary>
        public FeelValue Default { get; init; } = FeelValue.Null;

        /// <summary>True when there must be an answer; for a checkbox, when it must be ticked.</summary>
        public bool Required { get; init; }

        /// <summary>True when the field is shown but never taken.</summary>
        public bool Disabled { get; init; }

        /// <summary>The field is shown but not taken while this is true; null when it can always be filled in.</summary>
        public FeelExpression? ReadOnly { get; init; }

        /// <summary>Short text before the field, such as a currency.</summary>
        public string Prefix { get; init; } = "";

        /// <summary>Short text behind the field, such as a unit.</summary>
        public string Suffix { get; init; } = "";
    }

    /// <summary>Components that belong together.</summary>
    public sealed record Group(TextTemplate Label, bool Outlined, ImmutableArray<FormComponent> Components) : FormComponent;

    /// <summary>Markdown.</summary>
    public sealed record Text(TextTemplate Markdown) : FormComponent;

    /// <summary>A line between components.</summary>
    public sealed record Separator : FormComponent;

    /// <summary>Empty space.</summary>
    /// <param name="Height">In pixels.</param>
    public sealed record Spacer(int Height) : FormComponent;

    /// <summary>Rows from the variables.</summary>
    public sealed record Table(TextTemplate Label, FeelExpression Rows, ImmutableArray<TableColumn> Columns, int RowsMax) : FormComponent;

    /// <summary>An answer that is computed when the form is sent.</summary>
    public sealed record Computed(FormPath Path, FeelExpression Value) : FormComponent;

    /// <summary>A picture at an address.</summary>
    public sealed record Image(TextTemplate Source, TextTemplate Alternative) : FormComponent;

    /// <summary>A button that sends the form or clears it.</summary>
    public sealed record Button(TextTemplate Label, bool Clears) : FormComponent;
}

/// <summary>The place of a component in its form: components with one row name stand side by side.</summary>
/// <param name="Row">Name of the row; null for a row of its own.</param>
/// <param name="Columns">Width in sixteenths of the form; null to share what is left.</param>
public sealed record FormLayout(string? Row, int? Columns)
{
    /// <summary>A row of its own.</summary>
    public static FormLayout WholeRow { get; } = new(null, null);
}

/// <summary>A column of a table.</summary>
/// <param name="Key">The entry of each row.</param>
/// <param name="Label">The heading.</param>
public sealed record TableColumn(string Key, string Label);
