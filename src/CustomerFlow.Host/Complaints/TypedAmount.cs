using System.Globalization;
using System.Text;

namespace CustomerFlow.Host.Complaints;

/// <summary>Reads an amount as people type it: "1280.5", "1,280.50", "¥１２８０", with or without 元.</summary>
internal static class TypedAmount
{
    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign;

    /// <summary>False when something was typed that is no amount; an empty field is no amount, and that is fine.</summary>
    public static bool TryRead(string? typed, out decimal? amount)
    {
        amount = null;
        var text = (typed ?? "").Normalize(NormalizationForm.FormKC).Trim().TrimStart('¥').TrimEnd('元').Trim();
        if (text.Length == 0) return true;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var read)) return false;
        amount = decimal.Round(read, 2, MidpointRounding.AwayFromZero);
        return true;
    }
}
