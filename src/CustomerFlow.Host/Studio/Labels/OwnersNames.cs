using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>
/// Shows a file to its owner with the names that the texts have in the owner's language, and puts what the owner typed where it belongs:
/// into the texts of that language. The file itself keeps the names that it has; they are English, so English ones are written there too.
/// </summary>
internal static class OwnersNames
{
    /// <summary>The file as the editor shows it.</summary>
    public static string Show(IReadOnlyList<ResourceFile> files, string name, Language language)
    {
        var stored = files.TextOf(name);
        if (NameTable.Read(files) is not { } names || LabelledFile.Open(name, stored) is not { } file) return stored;
        var renamed = false;
        foreach (var label in file.Labels)
        {
            if (names.Find(label.Key, language) is not { } text || text == label.Written) continue;
            label.Written = text;
            renamed = true;
        }

        return renamed ? file.Write() : stored;
    }

    /// <summary>The files that a save changes, by name.</summary>
    /// <param name="files">The pack before the save.</param>
    /// <param name="name">The file that was open.</param>
    /// <param name="posted">The file as the editor left it.</param>
    /// <param name="language">The language in which the editor showed it.</param>
    /// <param name="formerIds">New id to the one before, for elements whose id the owner changed.</param>
    public static Dictionary<string, string> Take(
        IReadOnlyList<ResourceFile> files, string name, string posted, Language language, IReadOnlyDictionary<string, string> formerIds)
    {
        var stored = files.TextOf(name);
        if (SameText(posted, Show(files, name, language))) return [];
        var asPosted = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = posted };
        if (NameTable.Read(files) is not { } names || LabelledFile.Open(name, posted) is not { } after) return asPosted;
        if (LabelledFile.Open(name, stored) is not { } before) return asPosted;
        new Taking(names, language, KeysElsewhere(files, name)).Take(before.Labels, after.Labels, formerIds);
        var changes = names.Changed();
        if (!after.SaysTheSameAs(before)) changes[name] = after.Write();
        return changes;
    }

    private static bool SameText(string one, string other) => DraftEditing.BytesOf(one).AsSpan().SequenceEqual(DraftEditing.BytesOf(other));

    // A step and the table that it asks may share a key: the text stays as long as one of them is there.
    private static HashSet<string> KeysElsewhere(IReadOnlyList<ResourceFile> files, string name) =>
        files.Where(file => file.Name != name).SelectMany(file => LabelledFile.Open(file.Name, file.TextOf())?.Labels ?? [])
            .Select(label => label.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Compares the labels of a file before and after, and settles each in the texts and in the file.</summary>
    private sealed class Taking(NameTable names, Language language, HashSet<string> keysElsewhere)
    {
        private readonly List<(FileLabel Label, string Text)> typed = [];
        private readonly List<FileLabel> cleared = [];

        public void Take(
            IReadOnlyList<FileLabel> before, IReadOnlyList<FileLabel> after, IReadOnlyDictionary<string, string> formerIds)
        {
            var former = before.DistinctBy(label => label.Id).ToDictionary(label => label.Id, StringComparer.Ordinal);
            var moves = new List<(FileLabel From, FileLabel To)>();
            foreach (var label in after)
            {
                if (!former.Remove(formerIds.GetValueOrDefault(label.Id, label.Id), out var was))
                {
                    if (label.Written is { } text) typed.Add((label, text.Trim()));
                    continue;
                }

                Settle(was, label);
                if (was.Key != label.Key) moves.Add((was, label));
            }

            var kept = after.SelectMany(label => label.Keys).ToHashSet(StringComparer.Ordinal);
            foreach (var (from, to) in moves.SelectMany(move => move.From.Keys.Zip(move.To.Keys))) names.Copy(from, to);
            foreach (var key in former.Values.Concat(moves.Select(move => move.From)).SelectMany(label => label.Keys))
            {
                if (!kept.Contains(key) && !keysElsewhere.Contains(key)) names.Remove(key);
            }

            foreach (var label in cleared.Where(label => !keysElsewhere.Contains(label.Key))) names.Remove(label.Key);
            foreach (var (label, text) in typed) names.Put(label.Key, language, text);
        }

        private void Settle(FileLabel was, FileLabel label)
        {
            var shown = names.Find(was.Key, language) ?? was.Written;
            if (label.Written?.Trim() == shown?.Trim())
            {
                label.Written = was.Written;
            }
            else if (label.Written is not { } text)
            {
                cleared.Add(label);
            }
            else
            {
                typed.Add((label, text.Trim()));
                var fileHasItsOwn = was.Written is not null || names.Has(was.Key);
                if (language == Language.Zh && fileHasItsOwn) label.Written = was.Written;
            }
        }
    }
}
