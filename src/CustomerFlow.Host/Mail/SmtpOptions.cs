using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;

namespace CustomerFlow.Host.Mail;

/// <summary>How mail leaves the house. Without <see cref="Host"/> no server is configured and mail stays in the built-in mailbox.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    private const string FromWhenUnset = "customerflow@localhost";

    /// <summary>The server's name, which its certificate must bear.</summary>
    public string? Host { get; init; }

    /// <summary>When unset, the usual port of <see cref="Security"/>: 25, 587 or 465.</summary>
    [Range(1, 65535, ErrorMessage = "Set Smtp:Port to the server's port, usually 587 (StartTls), 465 (Tls) or 25 (None).")]
    public int? Port { get; init; }

    /// <summary>When unset, None for a server on this machine and StartTls for any other.</summary>
    [EnumDataType(typeof(SmtpSecurity), ErrorMessage = "Set Smtp:Security to None, StartTls or Tls.")]
    public SmtpSecurity? Security { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string From { get; init; } = FromWhenUnset;

    public string? FromName { get; init; }

    /// <summary>A PEM file with the authorities to trust in place of the system's, for a server with a private certificate.</summary>
    public string? TrustedCertificateFile { get; init; }

    /// <summary>How we introduce ourselves; when unset, our network address, which is always a correct name.</summary>
    [RegularExpression(@"[A-Za-z0-9.\-]{1,253}", ErrorMessage = "Set Smtp:HelloName to this machine's full DNS name, or remove it.")]
    public string? HelloName { get; init; }

    [Range(1, 10_000, ErrorMessage = "Set Smtp:MailsPerConnectionMax to a number from 1 to 10000.")]
    public int MailsPerConnectionMax { get; init; } = 100;

    [Range(0, 100, ErrorMessage = "Set Smtp:IdleConnectionsMax to a number from 0 to 100.")]
    public int IdleConnectionsMax { get; init; } = 4;

    /// <summary>Until a quiet connection is closed; servers do so themselves after some minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00", ErrorMessage = "Set Smtp:IdleTimeout between 00:00:01 and 00:30:00.")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the first packet to the server's greeting, with TLS in between where it comes first.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Set Smtp:ConnectTimeout between 00:00:01 and 00:10:00.")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the answer to one command. RFC 5321 asks for five minutes: some servers look up a lot before they answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00", ErrorMessage = "Set Smtp:CommandTimeout between 00:00:01 and 00:30:00.")]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the server to take one block of the body.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00", ErrorMessage = "Set Smtp:BodyTimeout between 00:00:01 and 00:30:00.")]
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the answer to the final dot. Giving up early makes an unknown outcome of a mail that was delivered.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Set Smtp:FinalDotTimeout between 00:00:01 and 01:00:00.")]
    public TimeSpan FinalDotTimeout { get; init; } = TimeSpan.FromMinutes(10);

    public bool HasServer => !string.IsNullOrWhiteSpace(Host);

    public SmtpSecurity SecurityInUse => Security ?? (IsThisMachine ? SmtpSecurity.None : SmtpSecurity.StartTls);

    public int PortInUse => Port ?? SecurityInUse switch
    {
        SmtpSecurity.Tls => 465,
        SmtpSecurity.StartTls => 587,
        _ => 25,
    };

    private bool IsThisMachine =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>What the single annotations cannot see: settings that do not fit together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Flaws().Select(sentence => new ValidationResult(sentence));

    private IEnumerable<string> Flaws()
    {
        if (MailAddress.Read(From) is null or { NeedsSmtpUtf8: true })
            yield return "Set Smtp:From to the e-mail address that mails come from, for example service@example.com.";
        if (FromName is not null && FromName.Any(char.IsControl))
            yield return "Remove line breaks and other control characters from Smtp:FromName.";
        if (string.IsNullOrWhiteSpace(Host)) yield break;
        if (From == FromWhenUnset && !IsThisMachine)
            yield return "Set Smtp:From: another server will not take mail from an address at localhost.";
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return "Set Smtp:User and Smtp:Password together, or neither of them.";
        if (!string.IsNullOrEmpty(User) && SecurityInUse is SmtpSecurity.None && !IsThisMachine)
            yield return "Set Smtp:Security to StartTls or Tls: the password would cross the network in the clear.";
        if (TrustedCertificateFile is not null && !HoldsCertificates(TrustedCertificateFile))
            yield return "Set Smtp:TrustedCertificateFile to a readable PEM file with a certificate in it.";
    }

    private static bool HoldsCertificates(string file)
    {
        try
        {
            return SmtpTrust.Load(file).Count > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // The sentence above tells the operator; what exactly is wrong with the file does not matter.
            return false;
        }
    }
}

internal enum SmtpSecurity
{
    /// <summary>No encryption.</summary>
    None,

    /// <summary>Starts in the clear and must turn to TLS before anything of worth is said; never falls back.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
