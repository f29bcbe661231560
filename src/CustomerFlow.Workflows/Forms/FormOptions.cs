using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Forms;

/// <summary>One option of a field.</summary>
/// <param name="Value">What is stored when it is chosen.</param>
/// <param name="Label">What people read; null when the text of the form is meant (<see cref="OptionSource.Fixed"/>).</param>
internal sealed record FormOption(FeelValue Value, string? Label)
{
    /// <summary>The text that a page posts for it.</summary>
    public string Posted => TextOf(Value);

    public static string TextOf(FeelValue value) => value switch
    {
        FeelNull => "",
        FeelText text => text.Value,
        _ => FeelJson.ToText(value).Trim('"'),
    };
}

/// <summary>Finds the options that a field has at the moment.</summary>
internal static class FormOptions
{
    /// <summary>The most options that a list may bring; the rest is left out.</summary>
    public const int OptionsMax = 1000;

    public static ImmutableArray<FormOption> Of(FieldKind.Choice choice, FormContext context, FeelContext data) => choice.Options switch
    {
        OptionSource.Fixed given => [.. given.Options.Select(option => new FormOption(option.Value, null))],
        OptionSource.Computed computed => context.Evaluate(computed.Options, data) is FeelList list
            ? [.. list.Items.Take(OptionsMax).Select(Option).OfType<FormOption>()]
            : [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Answers the values behind posted texts; null when one of them is no option.</summary>
    public static FeelValue? Chosen(ImmutableArray<FormOption> options, FeelValue posted)
    {
        if (posted is not FeelList list) return Value(options, posted);
        var values = list.Items.Select(item => Value(options, item)).ToList();
        return values.Contains(null) ? null : FeelValue.Of(values.OfType<FeelValue>());
    }

    private static FeelValue? Value(ImmutableArray<FormOption> options, FeelValue posted) =>
        options.FirstOrDefault(option => option.Posted == FormOption.TextOf(posted))?.Value;

    private static FormOption? Option(FeelValue item) => item switch
    {
        FeelNull => null,
        FeelContext entry => (entry.Get("value"), entry.Get("label")) switch
        {
            (FeelNull, FeelText label) => new(label, label.Value),
            (FeelNull, _) => null,
            (var value, FeelText label) => new(value, label.Value),
            var (value, _) => new(value, FormOption.TextOf(value)),
        },
        _ => new(item, FormOption.TextOf(item)),
    };
}
