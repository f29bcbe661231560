using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;

namespace CustomerFlow.Testing.Mail;

/// <summary>
/// An SMTP server on a loopback port that keeps what it is given and misbehaves on demand. Whatever happens in it can be waited for.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<byte[]> mails = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<int> closedConnections = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource faultReached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> connections = [];
    private readonly Task accepting;

    public SmtpSink()
    {
        // A small window, so that a body of some megabytes cannot vanish into the buffers of the system.
        listener.Server.ReceiveBufferSize = 4096;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The lines after the server's name in the answer to EHLO.</summary>
    public List<string> Extensions { get; } = ["SIZE 50000000", "8BITMIME", "SMTPUTF8"];

    public X509Certificate2? Certificate { get; init; }

    public bool TlsFromTheStart { get; init; }

    /// <summary>Said in the same packet as the answer to STARTTLS, as one would who wants to be believed under TLS.</summary>
    public string SlippedInBeforeTls { get; init; } = "";

    public (SinkPhase Phase, SinkFault Kind)? Fault { get; init; }

    /// <summary>Ends when the fault has happened: the answer is written, the connection closed, or the silence begun.</summary>
    public Task FaultReached => faultReached.Task;

    /// <summary>Every line a client said outside of a body, in order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public int ConnectionCount { get; private set; }

    /// <summary>The number of mails accepted and not yet taken with <see cref="NextMailAsync"/>.</summary>
    public int WaitingMails => mails.Reader.Count;

    /// <summary>The next mail accepted: its bytes as sent, dots unstuffed.</summary>
    public async Task<byte[]> NextMailAsync() => await mails.Reader.ReadAsync(stopping.Token);

    /// <summary>Waits until a connection has ended, whichever side ended it.</summary>
    public async Task ConnectionClosedAsync() => await closedConnections.Reader.ReadAsync(stopping.Token);

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
    }

    internal void Keep(byte[] mail) => mails.Writer.TryWrite(mail);

    internal void ReportFault() => faultReached.TrySetResult();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                connections.Add(ServeAsync(client, ++ConnectionCount));
            }
        }
        catch (Exception exception) when (stopping.IsCancellationRequested
            && exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await new SinkDialogue(this, client).RunAsync(stopping.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client hung up or refused our certificate, or the test is over.
            }
        }

        closedConnections.Writer.TryWrite(number);
    }
}
