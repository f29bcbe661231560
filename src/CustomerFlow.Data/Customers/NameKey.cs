using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// What two names of the same customer have in common, however they were typed: letters and digits only, without the legal form, so
/// that "华东仪器（上海）有限公司" and "华东仪器上海有限责任公司" meet.
/// </summary>
public static partial class NameKey
{
    private const int CharactersMax = 100;

    /// <summary>The key; empty for a name without letters and digits.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = Punctuation().Replace(name.Normalize(NormalizationForm.FormKC).ToLowerInvariant(), " ");
        var bare = LegalForm().Replace(words, "").Replace(" ", "", StringComparison.Ordinal);
        // A name that is nothing but a legal form is still a name.
        var key = bare.Length > 0 ? bare : words.Replace(" ", "", StringComparison.Ordinal);
        return key.Length <= CharactersMax ? key : key[..CharactersMax];
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Punctuation();

    [GeneratedRegex(
        @"(股份)?(有限责任|有限)?公司|\b(co|ltd|limited|inc|corp|corporation|llc|gmbh|ag|plc|company)\b", RegexOptions.NonBacktracking)]
    private static partial Regex LegalForm();
}
