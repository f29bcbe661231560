using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A list.</summary>
public sealed class FeelList : FeelValue
{
    /// <summary>Makes a list.</summary>
    public FeelList(ImmutableArray<FeelValue> items)
    {
        Items = items;
        var depth = 0;
        foreach (var item in items) depth = Math.Max(depth, item.Depth);
        Depth = DepthAround(depth);
    }

    /// <summary>The list without items.</summary>
    public static FeelList Empty { get; } = new([]);

    /// <summary>The items in order.</summary>
    public ImmutableArray<FeelValue> Items { get; }

    /// <inheritdoc/>
    public override string TypeName => "list";

    internal override int Depth { get; }

    private protected override bool SameAs(FeelValue other) => other is FeelList list && Items.AsSpan().SequenceEqual(list.Items.AsSpan());

    private protected override int Hash()
    {
        var hash = default(HashCode);
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}

/// <summary>A context: named values in the order in which they were put.</summary>
public sealed class FeelContext : FeelValue
{
    private readonly ImmutableArray<KeyValuePair<string, FeelValue>> _entries;
    private readonly Dictionary<string, FeelValue>? _index;

    /// <summary>Makes a context; of two entries of one name the last counts.</summary>
    /// <param name="entries">Names and values.</param>
    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (places.TryAdd(entry.Key, kept.Count)) kept.Add(entry);
            else kept[places[entry.Key]] = entry;
        }

        _entries = kept.DrainToImmutable();
        var depth = 0;
        foreach (var entry in _entries) depth = Math.Max(depth, entry.Value.Depth);
        Depth = DepthAround(depth);
        // A handful of names is found faster by looking at each.
        if (_entries.Length > 8) _index = new Dictionary<string, FeelValue>(_entries, StringComparer.Ordinal);
    }

    /// <summary>The context without entries.</summary>
    public static FeelContext Empty { get; } = new([]);

    /// <summary>The entries in order.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => _entries;

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public override string TypeName => "context";

    internal override int Depth { get; }

    /// <summary>Gives the value of a name; null when there is none.</summary>
    /// <param name="name">The name of the entry.</param>
    public FeelValue Get(string name) => TryGet(name, out var value) ? value : Null;

    /// <summary>Gives the value of a name; false when there is none.</summary>
    /// <param name="name">The name of the entry.</param>
    /// <param name="value">Its value, or null.</param>
    public bool TryGet(string name, out FeelValue value)
    {
        if (_index is not null)
        {
            value = _index.GetValueOrDefault(name, Null);
            return _index.ContainsKey(name);
        }

        foreach (var entry in _entries)
        {
            if (!string.Equals(entry.Key, name, StringComparison.Ordinal)) continue;
            value = entry.Value;
            return true;
        }

        value = Null;
        return false;
    }

    /// <summary>The same context with one entry put or replaced.</summary>
    /// <param name="name">The name of the entry.</param>
    /// <param name="value">Its value.</param>
    public FeelContext With(string name, FeelValue value) => new(_entries.Add(KeyValuePair.Create(name, value)));

    /// <summary>The same context without an entry.</summary>
    /// <param name="name">The name of the entry.</param>
    public FeelContext Without(string name) => new(_entries.Where(entry => entry.Key != name));

    private protected override bool SameAs(FeelValue other) =>
        other is FeelContext context && context.Count == Count
        && _entries.All(entry => context.TryGet(entry.Key, out var value) && value.Equals(entry.Value));

    private protected override int Hash() => _entries.Aggregate(Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));
}

/// <summary>A range of comparable values; an open end is null.</summary>
public sealed class FeelRange : FeelValue
{
    /// <summary>Makes a range.</summary>
    /// <param name="start">Where it starts, or null.</param>
    /// <param name="startIncluded">Whether the start belongs to it.</param>
    /// <param name="end">Where it ends, or null.</param>
    /// <param name="endIncluded">Whether the end belongs to it.</param>
    public FeelRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
    {
        (Start, StartIncluded, End, EndIncluded) = (start, startIncluded, end, endIncluded);
    }

    /// <summary>Where it starts, or null.</summary>
    public FeelValue Start { get; }

    /// <summary>Whether the start belongs to it.</summary>
    public bool StartIncluded { get; }

    /// <summary>Where it ends, or null.</summary>
    public FeelValue End { get; }

    /// <summary>Whether the end belongs to it.</summary>
    public bool EndIncluded { get; }

    /// <summary>Whether an end was written and turned out null, so that nothing can be said to lie within.</summary>
    internal bool IsUnknown { get; init; }

    /// <inheritdoc/>
    public override string TypeName => "range";

    private protected override bool SameAs(FeelValue other) =>
        other is FeelRange range && range.StartIncluded == StartIncluded && range.EndIncluded == EndIncluded
        && range.Start.Equals(Start) && range.End.Equals(End);

    private protected override int Hash() => HashCode.Combine(Start, StartIncluded, End, EndIncluded);
}

/// <summary>A function: built in, defined by an expression, or registered from outside.</summary>
public sealed class FeelFunction : FeelValue
{
    internal FeelFunction(string name, FeelCallable callable)
    {
        Name = name;
        Callable = callable;
    }

    /// <summary>Its name; empty for a function without one.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string TypeName => "function";

    internal FeelCallable Callable { get; }

    private protected override bool SameAs(FeelValue other) =>
        other is FeelFunction function && ReferenceEquals(function.Callable, Callable);

    private protected override int Hash() => Callable.GetHashCode();
}
