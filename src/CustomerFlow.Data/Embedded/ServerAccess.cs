using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace CustomerFlow.Data.Embedded;

/// <summary>How this host signs in to the private server.</summary>
internal sealed class ServerAccess(ServerHome home, EmbeddedPostgresOptions options)
{
    public const string User = "customerflow";
    private const int ConnectTimeoutSeconds = 15;

    private readonly string applicationName =
        string.Create(CultureInfo.InvariantCulture, $"CustomerFlow {Environment.ProcessId} {RandomNumberGenerator.GetHexString(8)}");

    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = home.Password(),
        Database = database,
        ApplicationName = applicationName,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Timeout = ConnectTimeoutSeconds,
    }.ConnectionString;

    /// <summary>Whether the server on the port answers and keeps its data in our folder.</summary>
    /// <exception cref="NpgsqlException">It does not answer yet, or refuses.</exception>
    public async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(port, "postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select current_setting('data_directory')", connection);
        var directory = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return string.Equals(Path.GetFullPath(directory), home.Data, StringComparison.Ordinal);
    }

    public async Task MakeDatabaseAsync(int port, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(port, "postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.AddWithValue(options.Database);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return;

        var name = new NpgsqlCommandBuilder().QuoteIdentifier(options.Database);
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
