using System.ComponentModel.DataAnnotations;

namespace CustomerFlow.Data;

/// <summary>The settings under <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Data";

    /// <summary>The name of the connection string; without it a private server is started.</summary>
    public const string ConnectionName = "CustomerFlow";

    /// <summary>The folder of the private server and of the generated master key; relative to the working directory.</summary>
    [Required]
    public string Directory { get; init; } = ".data";

    /// <summary>32 bytes in base64, from the environment (<c>Data__MasterKey</c>); without it the key file of the directory.</summary>
    public string? MasterKey { get; init; }

    /// <summary>How long the start of the private server may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
