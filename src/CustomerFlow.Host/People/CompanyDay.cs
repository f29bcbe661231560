using CustomerFlow.Data.Time;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.People;

/// <summary>Which day it is where the company works: absences are days, not moments.</summary>
internal sealed class CompanyDay(BusinessClock clock, IOptions<AppOptions> app)
{
    public DateOnly Today => Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Date.ToDateOnly();
}
