using CustomerFlow.Data.Time;
using Microsoft.Extensions.Options;
using NodaTime.Text;

namespace CustomerFlow.Host.Complaints;

/// <summary>Reads a date and time as browsers post it, on the company's clock.</summary>
internal sealed class CompanyTime(IOptions<AppOptions> app, BusinessClock clock)
{
    private const int MinuteCharacters = 16;

    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>An empty field is no time, and that is fine; a time within a jump of the clock counts as after it.</summary>
    public bool TryRead(string? typed, out DateTimeOffset? moment)
    {
        moment = null;
        var text = typed?.Trim() ?? "";
        if (text.Length == 0) return true;
        // Browsers leave seconds out, except where a person sets them.
        var parsed = Pattern.Parse(text.Length > MinuteCharacters ? text[..MinuteCharacters] : text);
        if (!parsed.Success) return false;
        moment = app.Value.Zone.AtLeniently(parsed.Value).ToDateTimeOffset().ToUniversalTime();
        return true;
    }

    /// <summary>Later than now, beyond what the clocks of two machines differ by.</summary>
    public bool IsAhead(DateTimeOffset? moment) => moment > clock.Now + ComplaintRules.ClockDifferenceMax;
}
