namespace CustomerFlow.Host.Studio.Differences;

/// <summary>One change in words, with what stood there before and what stands there now.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="File">The file.</param>
/// <param name="Subject">What changed: a step, a rule, a field, a text.</param>
/// <param name="Aspect">What about it; null when it is new or gone.</param>
/// <param name="Before">As it was, or null.</param>
/// <param name="After">As it is, or null.</param>
/// <param name="ElementId">Where the editor shows it, if it can.</param>
internal sealed record Difference(
    DifferenceKind Kind, string File, string Subject, string? Aspect = null, string? Before = null, string? After = null,
    string? ElementId = null);

internal enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}
