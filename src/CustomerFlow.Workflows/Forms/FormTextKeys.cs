namespace CustomerFlow.Workflows.Forms;

/// <summary>Names the texts that a form needs in every language.</summary>
public static class FormTextKeys
{
    /// <summary>
    /// Answers the keys under which <see cref="FormView"/> looks: of every field its label and of every component the words that the form
    /// itself has. A deployment checks that the texts beside the form have them all.
    /// </summary>
    public static IEnumerable<string> Of(FormSchema form) =>
        form.All.SelectMany(component => Parts(component).Select(part => $"{form.Id}.{Name(component)}.{part}"));

    private static string Name(FormComponent component) => component is FormComponent.Field field ? field.Path.Name : component.Id;

    private static IEnumerable<string> Parts(FormComponent component) => component switch
    {
        FormComponent.Field field => [
            "label",
            .. field.Description.IsEmpty ? Enumerable.Empty<string>() : ["description"],
            .. field.Kind is FieldKind.Choice { Options: OptionSource.Fixed options }
                ? options.Options.Select(option => $"options.{FormOption.TextOf(option.Value)}")
                : []],
        FormComponent.Group group => group.Label.IsEmpty ? [] : ["label"],
        FormComponent.Text => ["text"],
        FormComponent.Table table => ["label", .. table.Columns.Select(column => $"columns.{column.Key}")],
        FormComponent.Image => ["alt"],
        FormComponent.Button => ["label"],
        _ => [],
    };
}
