using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Steps;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Customers;

/// <summary>The numbers that people see of customers, such as <c>K-2026-000031</c>.</summary>
internal sealed class CustomerNumbers(CaseNumbers numbers, BusinessClock clock, IOptions<AppOptions> app)
{
    private const string Letter = "K";

    public Task<string> NextAsync(CancellationToken cancellationToken) =>
        numbers.NextAsync(Letter, Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year, cancellationToken);
}
