using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CustomerFlow.Testing.Mail;

/// <summary>
/// A real Postfix of our own on loopback ports, with its own folders and no way out: it delivers mail for <c>customer.example</c> and a
/// domain in Chinese to a folder, and refuses all other.
/// </summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("customerflow-postfix-");
    private readonly TestCertificate certificate = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> deliveries = Channel.CreateUnbounded<string>();
    private readonly HashSet<string> taken = [];
    private readonly List<string> log = [];
    private readonly (int Plain, int Tls) ports = FreePorts();
    private Process? process;

    /// <summary>Why no Postfix can run here, or null when it can.</summary>
    public static string? Missing =>
        !File.Exists(Program) ? "Postfix is not installed: apt-get install postfix."
        : !Environment.IsPrivilegedProcess ? "Postfix starts as root only."
        : null;

    /// <summary>Plain, with STARTTLS on offer.</summary>
    public int Port => ports.Plain;

    public int TlsPort => ports.Tls;

    public string CertificateFile => certificate.CertificateFile;

    private string Settings => Path.Combine(folder.FullName, "etc");

    private string Inbox => Path.Combine(folder.FullName, "mail");

    public async Task StartAsync(TimeSpan timeout)
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        await WriteSettingsAsync();
        process = Process.Start(new ProcessStartInfo(Program, ["-c", Settings, "start-fg"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitAsync(started.Task, timeout);
    }

    /// <summary>The bytes of the next mail delivered, without the lines that Postfix adds on top.</summary>
    public async Task<byte[]> NextMailAsync(TimeSpan timeout)
    {
        await WaitAsync(deliveries.Reader.ReadAsync().AsTask(), timeout);
        var file = Directory.GetFiles(Path.Combine(Inbox, "all", "new")).First(taken.Add);
        var text = await File.ReadAllBytesAsync(file);
        return text[text.AsSpan().IndexOf("Date: "u8)..];
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            using (var stop = Process.Start(Program, ["-c", Settings, "abort"])) await stop.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        certificate.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task WriteSettingsAsync()
    {
        // The daemons run as users of their own and must be able to reach their folders.
        await RunAsync("chmod", "755", folder.FullName);
        foreach (var name in new[] { "etc", "queue", "data", "mail" }) folder.CreateSubdirectory(name);
        await RunAsync("chown", "postfix", Path.Combine(folder.FullName, "data"));
        await RunAsync("chown", "nobody", Inbox);
        await File.WriteAllTextAsync(Path.Combine(Settings, "main.cf"),
            $"""
            compatibility_level = 3.6
            queue_directory = {folder.FullName}/queue
            data_directory = {folder.FullName}/data
            maillog_file = /dev/stdout
            myhostname = postfix.test
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            alias_maps =
            local_recipient_maps =
            alias_database =
            message_size_limit = 2000000
            smtpd_relay_restrictions = reject_unauth_destination
            smtpd_recipient_restrictions = check_recipient_access inline:{"{ {busy@customer.example = 451 4.3.0 Busy} }"}
            default_transport = error:There is no way out of here
            virtual_mailbox_domains = customer.example, xn--fsqu00a.xn--fiqs8s
            virtual_mailbox_base = {Inbox}
            virtual_mailbox_maps = static:all/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_minimum_uid = 1
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = {certificate.CertificateFile}
            smtpd_tls_key_file = {certificate.KeyFile}

            """);
        await File.WriteAllTextAsync(Path.Combine(Settings, "master.cf"),
            $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            127.0.0.1:{TlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            postlog unix-dgram n - n - 1 postlogd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            virtual unix - n n - - virtual
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil

            """);
    }

    private async Task WaitAsync(Task signal, TimeSpan timeout)
    {
        try
        {
            await signal.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            lock (log) throw new InvalidOperationException($"Postfix does not do what it should:\n{string.Join('\n', log)}");
        }
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (log) log.Add(line);
        if (line.Contains("daemon started", StringComparison.Ordinal)) started.TrySetResult();
        if (line.Contains("status=sent", StringComparison.Ordinal)) deliveries.Writer.TryWrite(line);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}.");
    }

    // Both are held at once, so that they differ.
    private static (int Plain, int Tls) FreePorts()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        using var tls = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        tls.Start();
        return (((IPEndPoint)plain.LocalEndpoint).Port, ((IPEndPoint)tls.LocalEndpoint).Port);
    }
}
