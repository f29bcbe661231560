using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// One TCP or TLS connection to a server: lines out, answers in. Whatever goes wrong, also being stopped, comes back as a lost answer,
/// and the connection is of no further use.
/// </summary>
internal sealed class SmtpWire(SmtpOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int BlockBytes = 64 * 1024;
    private const int AnswerBytesMax = 64 * 1024;
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(5);
    private static readonly byte[] FinalDot = ".\r\n"u8.ToArray();

    private readonly TcpClient tcp = new() { NoDelay = true };
    private readonly byte[] buffer = new byte[4096];
    private Stream stream = Stream.Null;
    private int bufferStart;
    private int bufferEnd;

    public bool IsLost { get; private set; }

    public IPEndPoint? LocalEndPoint => tcp.Client?.LocalEndPoint as IPEndPoint;

    /// <summary>Connects and reads the greeting.</summary>
    public Task<SmtpAnswer> ConnectAsync(CancellationToken cancellationToken) => GuardAsync(options.ConnectTimeout, async token =>
    {
        await tcp.ConnectAsync(options.Host!, options.PortInUse, token);
        stream = tcp.GetStream();
        if (options.SecurityInUse is SmtpSecurity.Tls) await EncryptAsync(token);
        return await ReadAnswerAsync(token);
    }, cancellationToken);

    /// <summary>Sends a command and reads the answer.</summary>
    public Task<SmtpAnswer> AskAsync(string command, CancellationToken cancellationToken) =>
        GuardAsync(options.CommandTimeout, token => AskUnguardedAsync(command, token), cancellationToken);

    /// <summary>Asks for STARTTLS and encrypts. The answer is positive only when the connection is encrypted.</summary>
    public Task<SmtpAnswer> StartTlsAsync(CancellationToken cancellationToken) => GuardAsync(options.CommandTimeout, async token =>
    {
        var answer = await AskUnguardedAsync("STARTTLS", token);
        if (!answer.IsPositive) return answer;

        // What came along in the clear may be another's: it must not pass for an answer under TLS.
        if (bufferStart < bufferEnd) return Lose("The server said more than it was asked before TLS began.");
        await EncryptAsync(token);
        return answer;
    }, cancellationToken);

    /// <summary>Writes the body, which must already be dot-stuffed. No answer is due; the result is a lost one or of no matter.</summary>
    public async Task<SmtpAnswer> WriteBodyAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var result = SmtpAnswer.NotDue;
        for (var start = 0; start < body.Length && !result.IsLost; start += BlockBytes)
        {
            var block = body.Slice(start, Math.Min(BlockBytes, body.Length - start));
            result = await GuardAsync(options.BodyTimeout, async token =>
            {
                await stream.WriteAsync(block, token);
                return SmtpAnswer.NotDue;
            }, cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// Writes the final dot and reads the answer. When the server has already answered or hung up, there is no use in the dot:
    /// it stays unwritten, and the mail is surely not delivered.
    /// </summary>
    public async Task<(SmtpAnswer Answer, bool DotWritten)> WriteFinalDotAsync(CancellationToken cancellationToken)
    {
        var dotWritten = false;
        var answer = await GuardAsync(options.FinalDotTimeout, async token =>
        {
            token.ThrowIfCancellationRequested();
            var pending = ReadAnswerAsync(token);
            if (pending.IsCompleted) return await pending;
            dotWritten = true;
            await Task.WhenAll(stream.WriteAsync(FinalDot, token).AsTask(), pending);
            return await pending;
        }, cancellationToken);

        // Out of step: the server is still inside the body.
        if (!dotWritten) IsLost = true;
        return (answer, dotWritten);
    }

    /// <summary>Takes leave, as RFC 5321 asks, but does not wait long for the answer.</summary>
    public Task<SmtpAnswer> QuitAsync() => GuardAsync(QuitTimeout, token => AskUnguardedAsync("QUIT", token), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        IsLost = true;
        await stream.DisposeAsync();
        tcp.Dispose();
    }

    private async Task<SmtpAnswer> AskUnguardedAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadAnswerAsync(cancellationToken);
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(SmtpTrust.For(options), cancellationToken);
    }

    private async Task<SmtpAnswer> GuardAsync(
        TimeSpan timeout, Func<CancellationToken, Task<SmtpAnswer>> exchange, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await exchange(either.Token);
        }
        catch (OperationCanceledException)
        {
            return Lose(cancellationToken.IsCancellationRequested ? "We were stopped." : $"The server kept silent for {timeout:c}.");
        }
        catch (SocketException exception)
        {
            return Lose($"The server could not be reached: {exception.SocketErrorCode}.");
        }
        catch (AuthenticationException exception)
        {
            return Lose($"No TLS with the server: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return Lose("The connection was lost.");
        }
    }

    private SmtpAnswer Lose(string why)
    {
        IsLost = true;
        return SmtpAnswer.Lost(why);
    }

    private async Task<SmtpAnswer> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var bytes = 0;
        do
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line is null) return Lose("The server closed the connection.");
            lines.Add(line);
            bytes += line.Length + 2;
            if (bytes > AnswerBytesMax) return Lose("The server's answer has no end.");
        }
        while (SmtpAnswer.IsAnswerLine(lines[^1]) && !SmtpAnswer.IsLastLine(lines[^1]));

        var answer = SmtpAnswer.FromLines(lines);

        // 421 says that the server is about to hang up.
        if (answer.Code is null or 421) IsLost = true;
        return answer;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (line.Count < AnswerBytesMax)
        {
            if (bufferStart == bufferEnd)
            {
                bufferStart = 0;
                bufferEnd = await stream.ReadAsync(buffer, cancellationToken);
                if (bufferEnd == 0) return null;
            }

            var next = buffer[bufferStart++];
            if (next == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
        }

        // Too long to be an answer; what has come so far is handed on and found wanting.
        return Encoding.UTF8.GetString([.. line]);
    }
}
