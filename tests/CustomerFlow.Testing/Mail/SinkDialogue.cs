using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace CustomerFlow.Testing.Mail;

/// <summary>One connection to <see cref="SmtpSink"/>, served line by line.</summary>
internal sealed class SinkDialogue(SmtpSink sink, TcpClient client)
{
    private readonly byte[] one = new byte[1];
    private Stream stream = client.GetStream();
    private bool hungUp;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (sink.TlsFromTheStart) await EncryptAsync(cancellationToken);
        if (!hungUp) await AnswerAsync(SinkPhase.Greeting, "220 sink.test ESMTP", cancellationToken);
        while (!hungUp && await ReadLineAsync(cancellationToken) is { } line)
        {
            sink.Commands.Enqueue(line);
            await ObeyAsync(line, cancellationToken);
        }
    }

    private Task ObeyAsync(string line, CancellationToken cancellationToken) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => AnswerAsync(SinkPhase.Hello, Hello(), cancellationToken),
        "STARTTLS" => StartTlsAsync(cancellationToken),
        "AUTH" => SignInAsync(line, cancellationToken),
        "RSET" => AnswerAsync(SinkPhase.Reset, "250 2.0.0 Ok", cancellationToken),
        "MAIL" => AnswerAsync(SinkPhase.Sender, "250 2.1.0 Ok", cancellationToken),
        "RCPT" => AnswerAsync(SinkPhase.Recipient, "250 2.1.5 Ok", cancellationToken),
        "DATA" => TakeBodyAsync(cancellationToken),
        "QUIT" => QuitAsync(cancellationToken),
        _ => WriteAsync("500 5.5.2 What?", cancellationToken),
    };

    private string Hello() => string.Concat(sink.Extensions.Prepend("sink.test").SkipLast(1).Select(word => $"250-{word}\r\n"))
        + $"250 {sink.Extensions.LastOrDefault() ?? "sink.test"}";

    private async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        var slippedIn = sink.SlippedInBeforeTls.Length == 0 ? "" : $"\r\n{sink.SlippedInBeforeTls}";
        var agreed = await AnswerAsync(SinkPhase.StartTls, $"220 2.0.0 Go ahead{slippedIn}", cancellationToken);
        if (agreed) await EncryptAsync(cancellationToken);
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        if (sink.Fault?.Phase is SinkPhase.Handshake)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            await MisbehaveAsync(sink.Fault.Value.Kind, cancellationToken);
            return;
        }

        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = sink.Certificate }, cancellationToken);
    }

    private async Task SignInAsync(string line, CancellationToken cancellationToken)
    {
        if (line == "AUTH LOGIN")
        {
            await WriteAsync("334 VXNlcm5hbWU6", cancellationToken);
            sink.Commands.Enqueue(await ReadLineAsync(cancellationToken) ?? "");
            await WriteAsync("334 UGFzc3dvcmQ6", cancellationToken);
            sink.Commands.Enqueue(await ReadLineAsync(cancellationToken) ?? "");
        }

        await AnswerAsync(SinkPhase.SignIn, "235 2.7.0 Welcome", cancellationToken);
    }

    private async Task TakeBodyAsync(CancellationToken cancellationToken)
    {
        if (!await AnswerAsync(SinkPhase.Data, "354 Go ahead", cancellationToken)) return;
        using var body = new MemoryStream();
        if (sink.Fault?.Phase is SinkPhase.Body)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            await MisbehaveAsync(sink.Fault.Value.Kind, cancellationToken);
            return;
        }

        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == ".")
            {
                // Kept first: a client that has its answer may look at once.
                if (sink.Fault?.Phase is not SinkPhase.FinalDot) sink.Keep(body.ToArray());
                await AnswerAsync(SinkPhase.FinalDot, "250 2.0.0 Ok: queued as 4711", cancellationToken);
                return;
            }

            body.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }
    }

    private async Task QuitAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("221 2.0.0 Bye", cancellationToken);
        hungUp = true;
    }

    private async Task<bool> AnswerAsync(SinkPhase phase, string answer, CancellationToken cancellationToken)
    {
        if (sink.Fault is { } fault && fault.Phase == phase)
        {
            await MisbehaveAsync(fault.Kind, cancellationToken);
            return false;
        }

        await WriteAsync(answer, cancellationToken);
        return true;
    }

    private async Task MisbehaveAsync(SinkFault kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case SinkFault.Temporary:
                await WriteAsync("451 4.3.0 Not now", cancellationToken);
                break;
            case SinkFault.Permanent:
                await WriteAsync("550 5.1.1 Never", cancellationToken);
                break;
            case SinkFault.Garbage:
                await WriteAsync("HTTP/1.1 400 Bad Request", cancellationToken);
                break;
            case SinkFault.Close:
                hungUp = true;
                client.Close();
                break;
        }

        sink.ReportFault();
        if (kind is not SinkFault.Stall) return;

        // A stalled body must fill the client's buffers; elsewhere reading on shows when the client gives up.
        if (sink.Fault?.Phase is SinkPhase.Body) await Task.Delay(Timeout.Infinite, cancellationToken);
        await stream.CopyToAsync(Stream.Null, cancellationToken);
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);

    // Only CRLF ends a line, and Latin-1 keeps every byte as it came.
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            line.Append((char)one[0]);
            if (line.Length >= 2 && line[^1] == '\n' && line[^2] == '\r') return line.ToString(0, line.Length - 2);
        }

        return null;
    }
}
