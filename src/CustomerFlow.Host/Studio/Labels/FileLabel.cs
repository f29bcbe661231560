namespace CustomerFlow.Host.Studio.Labels;

/// <summary>One label inside a file: what the file itself writes there, and under which key the texts of the pack have it.</summary>
/// <param name="id">What stays the same while its label changes: the id of the element or component, with the part of it.</param>
/// <param name="key">Its key in the texts.</param>
/// <param name="read">Finds what the file writes.</param>
/// <param name="write">Replaces it; null takes it away.</param>
/// <param name="companions">Further keys that belong to it; they move and go with it.</param>
internal sealed class FileLabel(string id, string key, Func<string?> read, Action<string?> write, params string[] companions)
{
    public string Id { get; } = id;

    public string Key { get; } = key;

    public IReadOnlyList<string> Keys { get; } = [key, .. companions];

    /// <summary>What the file writes; null when it writes nothing there.</summary>
    public string? Written
    {
        get => string.IsNullOrWhiteSpace(read()) ? null : read();
        set => write(value);
    }
}
