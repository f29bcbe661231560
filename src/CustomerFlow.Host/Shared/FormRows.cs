using System.Globalization;
using CustomerFlow.Workflows.Forms;

namespace CustomerFlow.Host.Shared;

/// <summary>The grid of a form: 16 columns, as form-js lays it out.</summary>
internal static class FormRows
{
    private const int Columns = 16;
    private const int ScaleStepsMin = 5;

    /// <summary>Neighbours that name the same row, together.</summary>
    public static IEnumerable<IReadOnlyList<FormViewItem>> Of(IEnumerable<FormViewItem> items)
    {
        var row = new List<FormViewItem>();
        foreach (var item in items)
        {
            var joins = row.Count > 0 && item.Layout.Row is { } name && name == row[^1].Layout.Row;
            if (!joins && row.Count > 0)
            {
                yield return row;
                row = [];
            }

            row.Add(item);
        }

        if (row.Count > 0) yield return row;
    }

    /// <summary>The class for an item's width; without a width of its own it takes what is left.</summary>
    public static string Span(FormViewItem item) => item.Layout.Columns is > 0 and < Columns and var columns
        ? $"cf-span-{columns}" : "cf-span-auto";

    /// <summary>Choices whose values are numbers that follow each other, five or more, stand in a row of large numbers.</summary>
    public static bool IsScale(FormViewItem.Field field) =>
        field.Input == FormInput.Radio && field.Options.Length >= ScaleStepsMin
        && int.TryParse(field.Options[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && field.Options.Index().All(option =>
            option.Item.Value == (first + option.Index).ToString(CultureInfo.InvariantCulture));

    public static string InputType(FormInput input) => input switch
    {
        FormInput.Email => "email",
        FormInput.Phone => "tel",
        FormInput.Number => "number",
        FormInput.Date => "date",
        FormInput.Time => "time",
        FormInput.DateTime => "datetime-local",
        _ => "text",
    };
}
