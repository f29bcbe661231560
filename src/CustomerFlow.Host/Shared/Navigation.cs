namespace CustomerFlow.Host.Shared;

/// <summary>One line of the menu. A feature registers its own: <c>services.AddSingleton(new NavigationEntry(…))</c>.</summary>
/// <param name="Group">Heading that the entry stands under.</param>
/// <param name="Order">Place within the whole menu; steps of ten leave room.</param>
/// <param name="Policy">Who sees it; null is everyone who is signed in.</param>
/// <param name="OnPhoneBar">Whether it has a place in the bar at the bottom of a phone (at most four do).</param>
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
