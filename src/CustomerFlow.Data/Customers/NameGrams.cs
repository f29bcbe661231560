using System.Text;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// Single characters and pairs of neighbours of a name, so that "李" and "华为" are found as fast as "Siemens": trigrams miss words of
/// one or two characters, which is what most Chinese words are.
/// </summary>
public static class NameGrams
{
    private const int GramsMax = 600;

    /// <summary>All grams of a name, for its column.</summary>
    public static string[] Of(string name)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words(name))
        {
            for (var i = 0; i < word.Count && grams.Count < GramsMax; i++)
            {
                grams.Add(word[i]);
                if (i + 1 < word.Count)
                    grams.Add(word[i] + word[i + 1]);
            }
        }

        return [.. grams.Order(StringComparer.Ordinal)];
    }

    /// <summary>The grams that a name must all have to match what someone typed; empty when nothing was typed that can be found.</summary>
    public static string[] ToFind(string typed)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words(typed))
        {
            if (word.Count == 1)
                grams.Add(word[0]);
            for (var i = 0; i + 1 < word.Count && grams.Count < GramsMax; i++)
                grams.Add(word[i] + word[i + 1]);
        }

        return [.. grams.Order(StringComparer.Ordinal)];
    }

    /// <summary>Customers whose name holds every word of <paramref name="typed"/>; none when there is no word in it.</summary>
    public static IQueryable<Customer> Named(this IQueryable<Customer> customers, string typed)
    {
        var grams = ToFind(typed);
        return grams.Length == 0
            ? customers.Where(customer => false)
            : customers.Where(customer => grams.All(gram => customer.NameGrams.Contains(gram)));
    }

    /// <summary>Runs of letters and digits; full-width forms and case make no difference.</summary>
    private static IEnumerable<List<string>> Words(string text)
    {
        var word = new List<string>();
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Add(rune.ToString());
            }
            else if (word.Count > 0)
            {
                yield return word;
                word = [];
            }
        }

        if (word.Count > 0)
            yield return word;
    }
}
