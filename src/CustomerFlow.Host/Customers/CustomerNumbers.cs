using System.Text.RegularExpressions;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Steps;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Customers;

/// <summary>The numbers that people see of customers, such as <c>K-2026-000031</c>.</summary>
internal sealed partial class CustomerNumbers(CaseNumbers numbers, BusinessClock clock, IOptions<AppOptions> app)
{
    private const string Letter = "K";

    public async Task<string> NextAsync(CancellationToken cancellationToken) => (await NextManyAsync(1, cancellationToken))[0];

    public Task<IReadOnlyList<string>> NextManyAsync(int count, CancellationToken cancellationToken) =>
        numbers.NextManyAsync(Letter, Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year, count, cancellationToken);

    /// <summary>Whether a number is one that we give: nobody else's customer can bring it.</summary>
    public static bool IsOwn(string number) => Own().IsMatch(number);

    [GeneratedRegex("^K-[0-9]{4}-[0-9]{6,}$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Own();
}
