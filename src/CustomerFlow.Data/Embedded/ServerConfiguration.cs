using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CustomerFlow.Data.Embedded;

/// <summary>The settings of the private server, written anew at each start.</summary>
internal static class ServerConfiguration
{
    private const string FileName = "customerflow.conf";

    /// <summary>Adds our file to the one that <c>initdb</c> wrote.</summary>
    public static void Include(string dataDirectory) =>
        File.AppendAllText(Path.Combine(dataDirectory, "postgresql.conf"), $"\ninclude '{FileName}'\n");

    public static void Write(string dataDirectory, int port, bool durableWrites) =>
        File.WriteAllText(Path.Combine(dataDirectory, FileName), Text(port, durableWrites));

    /// <summary>The last port when it is free, so that a saved connection keeps working; else one that the system names.</summary>
    public static int FreePort(int? preferred)
    {
        if (preferred is { } port && IsFree(port))
            return port;

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Text(int port, bool durableWrites)
    {
        var durability = durableWrites ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Written by CustomerFlow at each start; put your own settings into postgresql.conf below the include.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 200
            shared_buffers = '256MB'
            max_wal_size = '2GB'
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            # Terse: the detail of an error quotes rows, and rows hold personal data.
            log_error_verbosity = 'terse'
            log_min_error_statement = 'panic'
            {durability}
            """);
    }
}
