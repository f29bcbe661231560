using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CustomerFlow.Host.Tests.Repository;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Access;

/// <summary>
/// Who may open what. The table beside this file lists every address and every sign-in of the demo; an address that is new, gone or
/// open to somebody else than before fails here until the table says so too. After a change that is meant, copy the file that the
/// failure names over the table and read the difference.
/// </summary>
public sealed class RolesAndRoutesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Nobody = "nobody";
    private const string Open = "open";
    private const string Refused = "-";
    private const string SignIn = "sign-in";

    private static readonly string[] Visitors = [Nobody, "admin", "owner", "manager", "lead", "agent", "sales", "auditor"];

    private static readonly string Table =
        Path.Combine(SourceTree.Root, "tests", "CustomerFlow.Host.Tests", "Access", "RolesAndRoutes.txt");

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Every_address_is_open_to_exactly_those_that_the_table_names()
    {
        var rows = Routes.Of(Host).ToDictionary(route => route, _ => new List<string>());

        foreach (var visitor in Visitors)
        {
            using var pages = visitor == Nobody ? Host.Visitor() : await Host.SignedInAsync(visitor);
            using var programs = Program(visitor);
            foreach (var (route, answers) in rows)
                answers.Add(AnswerOf(await Routes.AskAsync(route.IsForPrograms ? programs : pages, route)));
        }

        var actual = Write(rows);
        var expected = File.Exists(Table) ? await File.ReadAllLinesAsync(Table) : [];
        if (!expected.SequenceEqual(actual)) await File.WriteAllLinesAsync(ActualFile, actual);
        Assert.True(
            expected.SequenceEqual(actual),
            $"The table differs; the actual one is {ActualFile}:\n{string.Join('\n', Differences(expected, actual))}");
    }

    [Fact]
    public async Task No_page_behind_the_sign_in_is_open_to_nobody()
    {
        var lines = await File.ReadAllLinesAsync(Table);

        var open = lines.Skip(1).Where(line => line.Contains("/people", StringComparison.Ordinal) || line.Contains("/cases", StringComparison.Ordinal)
            || line.Contains("/tasks", StringComparison.Ordinal) || line.Contains("/api/", StringComparison.Ordinal));

        Assert.NotEmpty(open);
        Assert.All(open, line => Assert.Equal(SignIn, line.Split('|')[1].Trim()));
    }

    private static string ActualFile => Path.Combine(AppContext.BaseDirectory, "RolesAndRoutes.actual.txt");

    private static string AnswerOf((HttpStatusCode Status, string? Location) answer) => answer switch
    {
        (HttpStatusCode.Forbidden, _) => Refused,
        (HttpStatusCode.Unauthorized, _) => SignIn,
        (HttpStatusCode.Redirect, { } to) when to.Contains("/sign-in?", StringComparison.Ordinal) => SignIn,
        _ => Open,
    };

    private static string[] Write(Dictionary<Route, List<string>> rows)
    {
        var width = rows.Keys.Max(route => route.ToString().Length);
        return
        [
            "address".PadRight(width) + " | " + string.Join(" | ", Visitors.Select(visitor => visitor.PadRight(SignIn.Length))).TrimEnd(),
            .. rows.Select(row => row.Key.ToString().PadRight(width) + " | "
                + string.Join(" | ", row.Value.Select(answer => answer.PadRight(SignIn.Length))).TrimEnd()),
        ];
    }

    private static IEnumerable<string> Differences(string[] expected, string[] actual) =>
        expected.Except(actual).Select(line => "- " + line).Concat(actual.Except(expected).Select(line => "+ " + line));

    private HttpClient Program(string visitor)
    {
        var client = Host.Visitor();
        if (visitor != Nobody)
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{visitor}:demo")));
        return client;
    }
}
