using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// The dialogue on one connection, phase by phase (RFC 5321). Methods give null when the server agreed, else what that means for the
/// mail. No HELO and no pipelining: every server of the last thirty years knows EHLO, and our relay is near.
/// </summary>
internal sealed class SmtpSession(SmtpOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly SmtpWire wire = new(options, time);
    private SmtpExtensions extensions = SmtpExtensions.None;
    private int mails;

    public bool IsReusable => !wire.IsLost && mails < options.MailsPerConnectionMax;

    /// <summary>Connects, turns to TLS as configured, and signs in.</summary>
    public async Task<MailOutcome?> OpenAsync(CancellationToken cancellationToken)
    {
        var greeting = await wire.ConnectAsync(cancellationToken);
        return Unless(greeting.IsPositive, MailPhase.Connect, greeting)
            ?? await HelloAsync(cancellationToken)
            ?? (options.SecurityInUse is SmtpSecurity.StartTls ? await StartTlsAsync(cancellationToken) : null)
            ?? (string.IsNullOrEmpty(options.User) ? null : await SignInAsync(cancellationToken));
    }

    /// <summary>Makes sure that the server is still there and has forgotten the mail before.</summary>
    public async Task<bool> ResetAsync(CancellationToken cancellationToken) => (await wire.AskAsync("RSET", cancellationToken)).IsPositive;

    /// <summary>Everything of the mail but the final dot.</summary>
    public async Task<MailOutcome?> OfferAsync(MailMessage message, CancellationToken cancellationToken)
    {
        mails++;
        if (extensions.SizeMax is { } max && message.Bytes.Length > max)
            return new MailOutcome.Failed(MailPhase.Sender, null, "5.3.4", "The mail is larger than the server takes.");
        if (message.NeedsSmtpUtf8 && !extensions.SmtpUtf8)
            return new MailOutcome.Failed(MailPhase.Sender, null, "5.6.7", "The server takes no addresses with characters outside ASCII.");

        var sender = await wire.AskAsync(SenderCommand(message), cancellationToken);
        if (!sender.IsPositive) return Refusal(MailPhase.Sender, sender);
        var recipient = await wire.AskAsync($"RCPT TO:<{message.EnvelopeTo}>", cancellationToken);
        if (!recipient.IsPositive) return Refusal(MailPhase.Recipient, recipient);
        var data = await wire.AskAsync("DATA", cancellationToken);
        if (data.Code is not 354) return Refusal(MailPhase.Data, data);
        var body = await wire.WriteBodyAsync(DotStuffing.Apply(message.Bytes.Span), cancellationToken);
        return Unless(!body.IsLost, MailPhase.Body, body);
    }

    /// <summary>The final dot and what the server made of it.</summary>
    public async Task<MailOutcome> FinishAsync(CancellationToken cancellationToken)
    {
        var (answer, dotWritten) = await wire.WriteFinalDotAsync(cancellationToken);
        if (!dotWritten) return Refusal(MailPhase.Body, answer);
        return answer.Code switch
        {
            >= 200 and < 300 => new MailOutcome.Sent(answer.Summary),
            >= 400 => Refusal(MailPhase.FinalDot, answer),
            _ => new MailOutcome.Unknown(answer.Summary),
        };
    }

    /// <summary>Takes leave, when the connection still stands, and closes it.</summary>
    public async Task QuitAsync()
    {
        if (!wire.IsLost) await wire.QuitAsync();
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task<MailOutcome?> HelloAsync(CancellationToken cancellationToken)
    {
        var answer = await wire.AskAsync($"EHLO {options.HelloName ?? AddressLiteral(wire.LocalEndPoint)}", cancellationToken);
        extensions = answer.IsPositive ? SmtpExtensions.Read(answer.Text) : SmtpExtensions.None;
        return Unless(answer.IsPositive, MailPhase.Hello, answer);
    }

    private async Task<MailOutcome?> StartTlsAsync(CancellationToken cancellationToken)
    {
        if (!extensions.StartTls)
            return Refusal(MailPhase.StartTls, SmtpAnswer.Lost("The server does not offer STARTTLS; mail is not sent in the clear."));
        var answer = await wire.StartTlsAsync(cancellationToken);

        // What was offered in the clear does not count: it is asked for again.
        return answer.IsPositive ? await HelloAsync(cancellationToken) : Refusal(MailPhase.StartTls, answer);
    }

    private async Task<MailOutcome?> SignInAsync(CancellationToken cancellationToken)
    {
        if (extensions.AuthPlain)
        {
            var signedIn = await wire.AskAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", cancellationToken);
            return Unless(signedIn.IsPositive, MailPhase.SignIn, signedIn);
        }

        if (!extensions.AuthLogin)
            return Refusal(MailPhase.SignIn, SmtpAnswer.Lost("The server offers neither AUTH PLAIN nor AUTH LOGIN."));
        var answer = await wire.AskAsync("AUTH LOGIN", cancellationToken);
        if (answer.Code is 334) answer = await wire.AskAsync(Base64(options.User!), cancellationToken);
        if (answer.Code is 334) answer = await wire.AskAsync(Base64(options.Password!), cancellationToken);
        return Unless(answer.IsPositive, MailPhase.SignIn, answer);
    }

    private string SenderCommand(MailMessage message)
    {
        var command = new StringBuilder($"MAIL FROM:<{message.EnvelopeFrom}>");
        if (extensions.Size) command.Append(CultureInfo.InvariantCulture, $" SIZE={message.Bytes.Length}");

        // Our bodies are seven-bit; only a header with a UTF-8 address is not.
        if (message.NeedsSmtpUtf8) command.Append(extensions.EightBitMime ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8");
        return command.ToString();
    }

    private static MailOutcome? Unless(bool agreed, MailPhase phase, SmtpAnswer answer) => agreed ? null : Refusal(phase, answer);

    private static MailOutcome Refusal(MailPhase phase, SmtpAnswer answer) => IsFinal(phase, answer.Code)
        ? new MailOutcome.Failed(phase, answer.Code, answer.EnhancedCode, answer.Summary)
        : new MailOutcome.Deferred(phase, answer.Code, answer.EnhancedCode, answer.Summary);

    // Before the sender is named, a 5xx answer is about our connection or password, and 530 to 538 ask for TLS or a sign-in even later.
    // A mistake in our settings must not turn every waiting mail into a failed one.
    private static bool IsFinal(MailPhase phase, int? code) => phase >= MailPhase.Sender && code is >= 500 and not (>= 530 and <= 538);

    private static string AddressLiteral(IPEndPoint? local)
    {
        var address = local?.Address ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
