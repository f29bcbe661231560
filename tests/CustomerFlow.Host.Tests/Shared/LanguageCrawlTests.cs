using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Host.Start;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Shared;

/// <summary>
/// Walks through every page that each sign-in of the demo can reach, and lists what is in the wrong language. What is data (names,
/// user names, what a customer wrote) is allowed by name; anything else that stands out is a sentence that was forgotten.
/// </summary>
public sealed partial class LanguageCrawlTests
{
    private const int PagesPerPersonMax = 150;
    private const int PagesPerKindMax = 3;

    private static readonly string[] People = ["admin", "owner", "manager", "lead", "agent", "sales", "auditor"];

    /// <summary>The product, the other language's own name, and words that Chinese people write in Latin letters.</summary>
    private static readonly string[] LatinOnChinesePages = ["CustomerFlow", "English", "CSV", "API"];

    /// <summary>The other language's own name.</summary>
    private const string HanOnEnglishPages = "中文";

    // The customer writes in the language of the walk, so that what the customer wrote and is written stands in the right one.
    private static readonly Dictionary<string, (string Customer, string Subject, string Description)> Complaints = new()
    {
        ["zh"] = ("李华", "包裹一直没有送到", "周一下的单，说好周三送到，至今没有消息。"),
        ["en"] = ("Li Hua", "The parcel never came", "Ordered on Monday, promised for Wednesday, nothing since."),
    };

    private static readonly string[] Workflows = ["allocation", "complaint", "customer-transfer", "improvement", "survey"];

    [Fact]
    public Task Chinese_pages_hold_no_forgotten_English() => CrawlAsync(
        "zh", (path, text) => PageText.HasLatinWord(text) && !PageText.HasHan(text) && !IsData(path, text)
            && !LatinOnChinesePages.Contains(text));

    [Fact]
    public Task English_pages_hold_no_forgotten_Chinese() => CrawlAsync(
        "en", (_, text) => PageText.HasHan(text.Replace(HanOnEnglishPages, "", StringComparison.Ordinal)));

    private static async Task CrawlAsync(string language, Func<string, string, bool> isForgotten)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await TestHost.StartAsync(database);
        await ComplainAsync(host, language);
        var forgotten = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var pages = 0;

        foreach (var person in People)
        {
            using var client = await host.SignedInAsync(person);
            (await TestHost.PostFormAsync(client, "/account", "/language", ("language", language), ("returnUrl", "/account"))).Dispose();
            foreach (var (path, texts) in await TextsAsync(client))
            {
                pages++;
                foreach (var found in texts.Where(text => isForgotten(path, text))) forgotten.TryAdd(found, $"{path} as {person}");
            }
        }

        Assert.True(pages > People.Length * 4, $"Only {pages} pages were found.");
        Assert.True(
            forgotten.Count == 0, $"{forgotten.Count} of {pages} pages:\n{string.Join('\n', forgotten.Select(found => $"{found.Value}: {found.Key}"))}");
    }

    /// <summary>Every page within reach of links from the start page, with what is written on it; each kind of address a few times.</summary>
    private static async Task<List<(string Path, IReadOnlyList<string> Texts)>> TextsAsync(HttpClient client)
    {
        var found = new List<(string, IReadOnlyList<string>)>();
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var queue = new Queue<string>(["/", "/account", "/complain", "/nowhere", "/failures", "/people/new"]);
        var seen = new HashSet<string>(queue, StringComparer.Ordinal);
        while (queue.TryDequeue(out var path) && found.Count < PagesPerPersonMax)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } to && seen.Add(to.ToString()))
                queue.Enqueue(to.ToString());
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync();
            found.Add((path, [.. PageText.Of(html)]));
            foreach (var link in PageText.LinksOf(html).Where(seen.Add))
            {
                var kind = Number().Replace(link, "#");
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] <= PagesPerKindMax) queue.Enqueue(link);
            }
        }

        return found;
    }

    /// <summary>User names, addresses, numbers of cases and customers, and the names that workflows use, which the studio lists.</summary>
    private static bool IsData(string path, string text) =>
        DemoPeople.All.Any(person => person.Username == text) || Workflows.Contains(text) || DemoPeople.Leads.ContainsKey(text) || Data().IsMatch(text)
        || (StudioPage().IsMatch(path) && Identifier().IsMatch(text));

    private static async Task ComplainAsync(TestHost host, string language)
    {
        var (customer, subject, description) = Complaints[language];
        using var program = host.Visitor();
        program.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("agent:demo")));
        using var answer = await program.PostAsJsonAsync(new Uri("/api/complaints", UriKind.Relative), new
        {
            subject, description, category = "delivery", severity = "normal", amount = 128.5, channel = "api",
            language, contact = new { name = customer, email = "li.hua@example.cn", phone = "13800138000" },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [GeneratedRegex("\\d+")]
    private static partial Regex Number();

    [GeneratedRegex("^([A-Z]{1,3}-[0-9-]+|https?://[^ ]+|[^ ]+@[^ ]+|[a-z0-9]+(-[a-z0-9]+)+|[a-z0-9.]+\\.(bpmn|dmn|form|md|json))$")]
    private static partial Regex Data();

    [GeneratedRegex("^/studio/[a-z-]+/")]
    private static partial Regex StudioPage();

    [GeneratedRegex("^[a-z0-9]+([._-][a-z0-9]+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Identifier();
}
