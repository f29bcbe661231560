using System.Text.Json;

namespace CustomerFlow.Host.Studio;

/// <summary>What an editor sends.</summary>
/// <param name="Revision">The draft's revision when the editor was opened.</param>
/// <param name="Content">The file as the editor left it.</param>
/// <param name="Language">The language in which the file was shown; the owner may have changed theirs since.</param>
/// <param name="FormerIds">JSON object: new id to the one before, of the elements whose id was changed.</param>
public sealed record EditorPost(int Revision, string? Content, string? Language, string? FormerIds)
{
    /// <summary>Null when it is no such object.</summary>
    internal IReadOnlyDictionary<string, string>? IdChanges
    {
        get
        {
            if (string.IsNullOrEmpty(FormerIds)) return new Dictionary<string, string>(StringComparer.Ordinal);
            try
            {
                return JsonSerializer.Deserialize<Dictionary<string, string>>(FormerIds);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
