namespace CustomerFlow.Host.Shared;

/// <summary>One line of the menu. A feature registers its own: <c>services.AddSingleton(new NavigationEntry(…))</c>.</summary>
/// <remarks>
/// The order counts within the group, in steps of ten; without a policy everyone who is signed in sees the entry; at most four
/// entries have a place in the bar at the bottom of a phone.
/// </remarks>
internal sealed record NavigationEntry(
    NavigationGroup Group, int Order, string Path, Icon Icon, Text Label, string? Policy = null, bool OnPhoneBar = false)
{
    /// <summary>Whether <paramref name="path"/> is this entry's page or one below it.</summary>
    public bool Covers(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
}

internal enum NavigationGroup
{
    Work,
    Customers,
    Improve,
    Operate,
    Company,
}
