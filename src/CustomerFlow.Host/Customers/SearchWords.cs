using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;

namespace CustomerFlow.Host.Customers;

/// <summary>
/// What somebody typed to find a customer, taken apart: "张女士 8000 华为" is a surname, the end of a phone number and a company.
/// </summary>
/// <param name="Email">An address with an @.</param>
/// <param name="Digits">A phone number or its end, four digits or more.</param>
/// <param name="Names">Words of names, of the person or the customer, without titles.</param>
internal sealed partial record SearchWords(string? Email, string? Digits, ImmutableArray<string> Names)
{
    public const int EndDigits = 4;

    /// <summary>Whether there is anything in it to look for.</summary>
    public bool IsEmpty => Email is null && Digits is null && Grams.Length == 0;

    /// <summary>Only the end of a number was typed.</summary>
    public bool IsPhoneEnd => Digits?.Count(char.IsAsciiDigit) == EndDigits;

    public string[] Grams => NameGrams.ToFind(string.Join(' ', Names));

    public static SearchWords Parse(string typed)
    {
        string? email = null, digits = null;
        var names = ImmutableArray.CreateBuilder<string>();
        var text = Boundary().Replace(typed.Normalize(NormalizationForm.FormKC), " ");
        foreach (var word in JoinNumbers(text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (email is null && ContactAddresses.Email(word) is { } address) email = address;
            else if (digits is null && IsNumber(word)) digits = word;
            else if (WithoutTitle(word) is { Length: > 0 } name) names.Add(name);
        }

        return new SearchWords(email, digits, names.ToImmutable());
    }

    /// <summary>"138 0013 8000" is one number, typed in groups.</summary>
    private static IEnumerable<string> JoinNumbers(string[] words)
    {
        var number = new StringBuilder();
        foreach (var word in words)
        {
            if (NumberPart().IsMatch(word))
            {
                number.Append(word);
                continue;
            }

            if (number.Length > 0) yield return number.ToString();
            number.Clear();
            yield return word;
        }

        if (number.Length > 0) yield return number.ToString();
    }

    private static bool IsNumber(string word) => NumberPart().IsMatch(word) && word.Count(char.IsAsciiDigit) >= EndDigits;

    private static string WithoutTitle(string word) => Title().Replace(word, "");

    // After a Chinese title, and between Chinese characters and a number, people leave out the space.
    [GeneratedRegex(@"(?<=女士|先生|小姐|太太)|(?<=\p{IsCJKUnifiedIdeographs})(?=[0-9]{4})|(?<=[0-9]{4})(?=\p{IsCJKUnifiedIdeographs})|[\s,，、;；]+")]
    private static partial Regex Boundary();

    [GeneratedRegex("^[+(]?[0-9][0-9()-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberPart();

    [GeneratedRegex("^(mr|mrs|ms|miss|dr)\\.?$|(女士|先生|小姐|太太|老师|经理|总)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
