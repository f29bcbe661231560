using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>
/// The visible items of a form for one reader. Texts of a language stand in the texts beside the form under
/// <c>FORM.NAME.PART</c>: the form's id, the component's key (its id when it has none), and <c>label</c>, <c>description</c>,
/// <c>text</c>, <c>alt</c>, <c>options.VALUE</c>, <c>options.VALUE.note</c> or <c>columns.KEY</c>.
/// Where there is none, the form's own words are shown.
/// </summary>
/// <param name="Items">The items in order.</param>
public sealed record FormView(ImmutableArray<FormViewItem> Items)
{
    /// <summary>Shows a form for the first time, or again with what was posted and what must be corrected.</summary>
    /// <param name="form">The form.</param>
    /// <param name="context">The variables and the environment.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="texts">Answers the text under a key, or null; for example <c>key => catalog.Find(key, language)</c>.</param>
    /// <param name="posted">What was posted; null for the first time.</param>
    /// <param name="errors">What the check refused; empty for the first time.</param>
    public static FormView Of(
        FormSchema form,
        FormContext context,
        string language,
        Func<string, string?> texts,
        IReadOnlyDictionary<string, string[]>? posted = null,
        ImmutableArray<FieldError> errors = default)
    {
        var state = FormState.Of(form, posted, context);
        var words = new FormWords(form.Id, texts, state.Data, context, new ValueFormat(language, context.Zone));
        var fields = new FieldViews(state, context, words, posted, errors.IsDefault ? [] : errors);
        return new(Items(form.Components));

        ImmutableArray<FormViewItem> Items(ImmutableArray<FormComponent> components) =>
            [.. components.Where(component => !state.Hidden.Contains(component.Id)).Select(Item).OfType<FormViewItem>()];

        string Label(string id, TextTemplate label) => words.Text(id, "label", label);

        FormViewItem? Item(FormComponent component) => component switch
        {
            FormComponent.Field field => fields.Of(field),
            FormComponent.Group group => new FormViewItem.Group(Label(group.Id, group.Label), group.Outlined, Items(group.Components))
            {
                Id = group.Id,
                Layout = group.Layout,
            },
            FormComponent.Text text => new FormViewItem.Text(words.Html(text.Id, "text", text.Markdown))
            {
                Id = text.Id,
                Layout = text.Layout,
            },
            FormComponent.Separator => new FormViewItem.Separator { Id = component.Id, Layout = component.Layout },
            FormComponent.Spacer spacer => new FormViewItem.Spacer(spacer.Height) { Id = spacer.Id, Layout = spacer.Layout },
            FormComponent.Table table => Table(table, words, context, state.Data),
            FormComponent.Image image => Image(image, words),
            FormComponent.Button button => new FormViewItem.Button(Label(button.Id, button.Label), button.Clears)
            {
                Id = button.Id,
                Layout = button.Layout,
            },
            FormComponent.Computed => null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static FormViewItem.Table Table(FormComponent.Table table, FormWords words, FormContext context, FeelContext data)
    {
        var rows = context.Evaluate(table.Rows, data) is FeelList list ? list.Items.OfType<FeelContext>().Take(table.RowsMax) : [];
        return new(
            words.Text(table.Id, "label", table.Label),
            [.. table.Columns.Select(column => words.Own(table.Id, $"columns.{column.Key}") ?? column.Label)],
            [.. rows.Select(row => table.Columns.Select(column => words.Value(row.Get(column.Key))).ToImmutableArray())])
        {
            Id = table.Id,
            Layout = table.Layout,
        };
    }

    private static FormViewItem.Image? Image(FormComponent.Image image, FormWords words)
    {
        var source = words.Fill(image.Source);
        return IsAllowed(source)
            ? new(source, words.Text(image.Id, "alt", image.Alternative)) { Id = image.Id, Layout = image.Layout }
            : null;
    }

    // Anything else could send the reader's address to strangers in the clear, or run as a script.
    private static bool IsAllowed(string source) =>
        source.StartsWith("https://", StringComparison.Ordinal)
        || (source is ['/', not '/', ..] && !source.Contains('\\', StringComparison.Ordinal));
}
