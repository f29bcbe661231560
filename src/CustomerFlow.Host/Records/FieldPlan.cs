namespace CustomerFlow.Host.Records;

/// <summary>Which fields of a record change at once and which wait for a second person. Pure.</summary>
/// <param name="Now">Change in this commit.</param>
/// <param name="Waits">Are kept beside the record.</param>
/// <param name="TakenBack">Waited, and shall be as they are on file after all.</param>
internal sealed record FieldPlan(IReadOnlyList<string> Now, IReadOnlyList<string> Waits, IReadOnlyList<string> TakenBack)
{
    /// <summary>A second person has to look at it.</summary>
    public bool NeedsCheck { get; private init; }

    /// <param name="before">What is on file.</param>
    /// <param name="typed">What shall be.</param>
    /// <param name="waiting">What waits already, by field.</param>
    /// <param name="marked">The fields that a second person checks.</param>
    /// <param name="isVerified">A record that nobody has checked yet changes at once: all of it is still to be looked at.</param>
    public static FieldPlan Of(
        IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> typed,
        IReadOnlyDictionary<string, string?> waiting, IReadOnlySet<string> marked, bool isVerified)
    {
        var different = typed.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key).ToList();
        if (!isVerified)
        {
            // What a customer wanted corrected waits even here; a colleague who has the record before them decides it.
            var decided = typed.Keys.Where(waiting.ContainsKey).ToList();
            return new FieldPlan(different, [], decided) { NeedsCheck = decided.Count > 0 || different.Exists(marked.Contains) };
        }

        var back = typed.Keys.Where(field => waiting.ContainsKey(field) && !different.Contains(field)).ToList();
        var waits = different.Where(field => marked.Contains(field) || waiting.ContainsKey(field)).ToList();
        // A contact may not lose one address while the other still waits.
        if (waits.Exists(RecordFields.Addresses.Contains))
            waits.AddRange(different.Where(field => RecordFields.Addresses.Contains(field) && !waits.Contains(field)));
        var now = different.Except(waits).ToList();
        waits.RemoveAll(field => waiting.TryGetValue(field, out var value) && value == typed[field]);
        return new FieldPlan(now, waits, back) { NeedsCheck = waits.Count > 0 || back.Count > 0 };
    }

    /// <summary>The values that the record has after this commit.</summary>
    public Dictionary<string, string?> After(IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> typed)
    {
        var after = new Dictionary<string, string?>(before, StringComparer.Ordinal);
        foreach (var field in Now) after[field] = typed[field];
        return after;
    }

    /// <summary>Without a workflow that checks, nothing waits.</summary>
    public FieldPlan AtOnce() => new([.. Now, .. Waits], [], []);
}
