using System.ComponentModel.DataAnnotations;

namespace CustomerFlow.Host.Start;

/// <summary>The demo company: on in Development, refused as soon as the host can be reached from outside this machine.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";
    public const string DefaultPassword = "demo";

    public bool Enabled { get; set; }

    /// <summary>Whether an empty demo begins with some weeks of cases.</summary>
    public bool History { get; init; } = true;

    [Required, MinLength(1)]
    public string Password { get; init; } = DefaultPassword;

    public bool HasDefaultPassword => Password == DefaultPassword;
}
