namespace CustomerFlow.Host.Imports;

/// <summary>Keeps a spreadsheet from taking what a customer wrote for a formula.</summary>
internal static class FormulaSafe
{
    private const string Signs = "=+-@\t\r";

    public static bool IsRisky(string text) => text.Length > 0 && Signs.Contains(text[0], StringComparison.Ordinal);

    /// <summary>The text with an apostrophe in front where it would be taken for a formula.</summary>
    public static string Of(string text) => IsRisky(text) ? "'" + text : text;
}
