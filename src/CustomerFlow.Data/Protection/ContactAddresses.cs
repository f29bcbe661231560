using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFlow.Data.Protection;

/// <summary>One way to write each address, so that the same one is found however it was typed.</summary>
public static partial class ContactAddresses
{
    private const string HomeCountry = "86";
    private const int DigitsMin = 4;
    private const int DigitsMax = 15;

    /// <summary>
    /// A phone number as <c>+</c> and digits. Without a country code it is taken as Chinese: a mobile number, or an area code with its
    /// leading zero. An extension (转, ext, #) is left off. Null when there is no number in the text.
    /// </summary>
    public static string? Phone(string? text)
    {
        if (text is null)
            return null;

        var plain = Extension().Replace(text.Normalize(NormalizationForm.FormKC).Trim(), "");
        // "+44 (0)20": the zero in brackets is only dialled within the country.
        plain = plain.StartsWith('+') ? plain.Replace("(0)", "", StringComparison.Ordinal) : plain;
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        if (digits.Length is < DigitsMin or > DigitsMax + 2)
            return null;

        if (plain.StartsWith('+'))
            return "+" + digits;
        if (digits.StartsWith("00", StringComparison.Ordinal))
            return "+" + digits[2..];
        if (ChineseMobileWithCountry().IsMatch(digits))
            return "+" + digits;
        return "+" + HomeCountry + digits.TrimStart('0');
    }

    /// <summary>An e-mail address in lower case without spaces around it; null when it has no <c>@</c>.</summary>
    public static string? Email(string? text)
    {
        var plain = text?.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        return plain is not null && plain.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < plain.Length - 1 ? plain : null;
    }

    /// <summary>The id of a message app, whose case carries no meaning.</summary>
    public static string? MessageId(string? text)
    {
        var plain = text?.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        return string.IsNullOrEmpty(plain) ? null : plain;
    }

    [GeneratedRegex(@"\s*(转|ext\.?|#|x)\s*\d+\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Extension();

    [GeneratedRegex("^861[3-9][0-9]{9}$")]
    private static partial Regex ChineseMobileWithCountry();
}
