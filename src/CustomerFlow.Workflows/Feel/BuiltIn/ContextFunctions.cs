using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on contexts (DMN §10.3.4.10).</summary>
internal static class ContextFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new(
            "get value",
            new BuiltInOverload("m, key", GetValue),
            new BuiltInOverload("context, key", GetValue),
            new BuiltInOverload("context, keys", GetValue)),
        new("get entries", new BuiltInOverload("m", GetEntries), new BuiltInOverload("context", GetEntries)),
        new("context", "entries", FromEntries),
        new(
            "context put",
            new BuiltInOverload("context, key, value", call => call[1] is FeelText ? Put(call) : null),
            new BuiltInOverload("context, keys, value", call => call[1] is FeelList ? Put(call) : null)),
        new("context merge", "contexts*", Merge),
        new("put", "context, key, value", Put),
        new("put all", "contexts...", Merge),
    ];

    private static FeelValue? GetValue(BuiltInCall call)
    {
        if (call.Context(0) is not { } context) return null;
        FeelValue value = context;
        foreach (var key in call[1] is FeelList list ? list.Items : [call[1]])
        {
            if (key is not FeelText name || value is not FeelContext inner || !inner.TryGet(name.Value, out value)) return null;
        }

        return value;
    }

    private static FeelList? GetEntries(BuiltInCall call) => call.Context(0) is { } context
        ? new FeelList([.. context.Entries.Select(entry => new FeelContext(
            [new("key", new FeelText(entry.Key)), new("value", entry.Value)]))])
        : null;

    private static FeelContext? FromEntries(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        var entries = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is not FeelContext entry || !entry.TryGet("value", out var value)) return null;
            if (entry.Get("key") is not FeelText key || !entries.TryAdd(key.Value, value)) return null;
        }

        return new FeelContext(entries);
    }

    private static FeelContext? Put(BuiltInCall call)
    {
        if (call.Context(0) is not { } context) return null;
        return call[1] switch
        {
            FeelText key => context.With(key.Value, call[2]),
            FeelList { Items.Length: > 0 } keys => PutAt(context, keys.Items, call[2]),
            _ => null,
        };
    }

    private static FeelContext? PutAt(FeelContext context, ImmutableArray<FeelValue> keys, FeelValue value)
    {
        // From the innermost context outwards each is replaced in the one around it.
        var path = new List<(FeelContext Context, string Key)>();
        var inner = context;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not FeelText key) return null;
            path.Add((inner, key.Value));
            if (i == keys.Length - 1) break;
            switch (inner.Get(key.Value))
            {
                case FeelContext next:
                    inner = next;
                    break;
                case FeelNull:
                    inner = FeelContext.Empty;
                    break;
                default:
                    return null;
            }
        }

        for (var i = path.Count - 1; i >= 0; i--) value = path[i].Context.With(path[i].Key, value);
        return (FeelContext)value;
    }

    private static FeelContext? Merge(BuiltInCall call)
    {
        if (call.List(0) is not { } items || items.Any(item => item is not FeelContext)) return null;
        return new FeelContext(items.SelectMany(item => ((FeelContext)item).Entries));
    }
}
