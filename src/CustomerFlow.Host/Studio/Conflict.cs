namespace CustomerFlow.Host.Studio;

/// <summary>A save that came second: what is on the page, what is in the draft now, and how they differ.</summary>
/// <param name="Address">Where the page opens again with the present draft.</param>
/// <param name="By">Who was first; null when the draft is gone.</param>
/// <param name="At">When.</param>
/// <param name="Revision">The draft's present revision.</param>
/// <param name="Texts">The person's own texts by field name.</param>
/// <param name="Differences">What saving them would change.</param>
/// <param name="Besides">What else the page sends with the texts, for no reader.</param>
internal sealed record Conflict(
    string Address, string? By, DateTimeOffset? At, int Revision, IReadOnlyList<KeyValuePair<string, string>> Texts,
    IReadOnlyList<Differences.Difference> Differences, IReadOnlyList<KeyValuePair<string, string>>? Besides = null);
