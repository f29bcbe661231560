using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace CustomerFlow.Host.Shared;

/// <summary>What the installation is called, where people reach it and which clock its company lives by.</summary>
internal sealed class AppOptions : IValidatableObject
{
    public const string Section = "App";

    /// <summary>Address that links in mails start with. Empty: the first address that the host listens on.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>IANA name of the company's time zone.</summary>
    [Required]
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Name in the header of every page.</summary>
    [Required, MaxLength(60)]
    public string CompanyName { get; init; } = "CustomerFlow";

    /// <summary>Proxies whose X-Forwarded headers are believed: addresses or networks (10.0.0.0/8), separated by commas.</summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Sign-ins that one network address may try in a minute.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinuteMax { get; init; } = 60;

    /// <summary>Requests without sign-in that one network address may make in a minute.</summary>
    [Range(1, 100_000)]
    public int PublicPerMinuteMax { get; init; } = 120;

    /// <summary>Forms without sign-in that one network address may send in a minute.</summary>
    [Range(1, 100_000)]
    public int PublicFormsPerMinuteMax { get; init; } = 20;

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>The day that it is in the company at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(Zone).Date.ToDateOnly();

    /// <summary>The first moment after a day of the company, in UTC as the database wants it.</summary>
    public DateTimeOffset EndOf(DateOnly day) => Zone.AtStartOfDay(LocalDate.FromDateOnly(day).PlusDays(1)).ToInstant().ToDateTimeOffset();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
            yield return new ValidationResult($"App:TimeZone is '{TimeZone}'. Use an IANA name such as Asia/Shanghai or Europe/Berlin.");
        if (PublicUrl.Length > 0 && !IsWebAddress(PublicUrl))
            yield return new ValidationResult(
                $"App:PublicUrl is '{PublicUrl}'. Write the full address, such as https://service.example.com.");
        foreach (var proxy in ForwardedHeaders.Split(TrustedProxies).Where(proxy => !ForwardedHeaders.IsAddressOrNetwork(proxy)))
            yield return new ValidationResult(
                $"App:TrustedProxies holds '{proxy}', which is neither an address nor a network such as 10.0.0.0/8.");
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");
}
