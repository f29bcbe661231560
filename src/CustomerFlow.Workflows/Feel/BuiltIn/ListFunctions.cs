using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on lists (DMN §10.3.4.4). Positions count from 1, negative ones from the end.</summary>
internal static class ListFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("list contains", "list, element", call => call.List(0) is { } items ? FeelValue.Of(items.Contains(call[1])) : null),
        new("sublist", "list, start position, length?", Sublist),
        new("append", "list, item...", call => call.List(0) is { } items ? call.Run.List(items.AddRange(((FeelList)call[1]).Items)) : null),
        new("concatenate", "list...", call => Merged(call) is { } items ? call.Run.List(items) : null),
        new("union", "list...", call => Merged(call) is { } items ? new FeelList(Distinct(items)) : null),
        new("insert before", "list, position, newItem", InsertBefore),
        new("remove", "list, position", Remove),
        new("list replace", new BuiltInOverload("list, position, newItem", Replace), new BuiltInOverload("list, match, newItem", Replace)),
        new("reverse", "list", call => call.List(0) is { } items ? new FeelList([.. items.Reverse()]) : null),
        new("index of", "list, match", IndexOf),
        new("distinct values", "list", call => call.List(0) is { } items ? new FeelList(Distinct(items)) : null),
        new("duplicate values", "list", call => call.List(0) is { } items ? Duplicates(items) : null),
        new("flatten", "list", call => call.List(0) is { } items ? Flatten(call, items) : null),
        new("sort", "list, precedes?", Sort),
        new("is empty", "list", call => call.List(0) is { } items ? FeelValue.Of(items.IsEmpty) : null),
        new("partition", "list, size", Partition),
    ];

    private static FeelList? Sublist(BuiltInCall call)
    {
        if (call.List(0) is not { } items || call.Whole(1) is not { } start) return null;
        if (Place(start, items.Length) is not { } from) return null;
        if (!call.IsGiven(2) || call[2].IsNull) return call.IsGiven(2) ? null : new FeelList(items[from..]);
        if (call.Whole(2) is not { } length || length < 1 || from + length > items.Length) return null;
        return new FeelList(items.Slice(from, (int)length));
    }

    private static int? Place(long position, int count)
    {
        if (position > 0 && position <= count) return (int)position - 1;
        return position < 0 && -position <= count ? count + (int)position : null;
    }

    private static ImmutableArray<FeelValue>? Merged(BuiltInCall call)
    {
        var all = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var argument in ((FeelList)call[0]).Items)
        {
            if (argument.IsNull) return null;
            if (argument is FeelList list) all.AddRange(list.Items);
            else all.Add(argument);
            call.Run.CheckCount(all.Count);
        }

        return all.ToImmutable();
    }

    private static ImmutableArray<FeelValue> Distinct(ImmutableArray<FeelValue> items) => [.. items.Distinct()];

    private static FeelList Duplicates(ImmutableArray<FeelValue> items) =>
        new([.. items.GroupBy(item => item).Where(group => group.Skip(1).Any()).Select(group => group.Key)]);

    private static FeelList? InsertBefore(BuiltInCall call)
    {
        if (call.List(0) is not { } items || call.Whole(1) is not { } position) return null;
        var place = position == items.Length + 1 ? items.Length : Place(position, items.Length);
        return place is { } at ? call.Run.List(items.Insert(at, call[2])) : null;
    }

    private static FeelList? Remove(BuiltInCall call) =>
        call.List(0) is { } items && call.Whole(1) is { } position && Place(position, items.Length) is { } at
            ? new FeelList(items.RemoveAt(at))
            : null;

    private static FeelList? Replace(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        if (call.Function(1) is not { } match)
        {
            return call.Whole(1) is { } position && Place(position, items.Length) is { } at
                ? new FeelList(items.SetItem(at, call[2]))
                : null;
        }

        if (match.ParameterNames.Length != 2) return null;
        var replaced = items.ToBuilder();
        for (var i = 0; i < items.Length; i++)
        {
            switch (call.Call(match, items[i], call[2]))
            {
                case FeelBoolean { Value: true }:
                    replaced[i] = call[2];
                    break;
                case FeelBoolean:
                    break;
                default:
                    return null;
            }
        }

        return new FeelList(replaced.MoveToImmutable());
    }

    private static FeelList? IndexOf(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        var wanted = call[1];
        return new FeelList([.. Enumerable.Range(0, items.Length).Where(i => items[i].Equals(wanted)).Select(i => FeelValue.Of(i + 1))]);
    }

    private static FeelList Flatten(BuiltInCall call, ImmutableArray<FeelValue> items)
    {
        var flat = ImmutableArray.CreateBuilder<FeelValue>();
        var waiting = new Stack<FeelValue>(items.Reverse());
        while (waiting.TryPop(out var item))
        {
            call.Run.Spend(1);
            if (item is FeelList list)
            {
                foreach (var inner in list.Items.Reverse()) waiting.Push(inner);
            }
            else
            {
                flat.Add(item);
            }
        }

        return call.Run.List(flat.ToImmutable());
    }

    private static FeelList? Sort(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        if (call.IsGiven(1) && call.Function(1) is not { ParameterNames.Length: 2 }) return null;
        var precedes = call.Function(1);
        var failed = false;
        var sorted = MergeSort([.. items], (left, right) =>
        {
            var before = precedes is null
                ? FeelOrder.Compare(left, right) is { } order ? FeelValue.Of(order < 0) : FeelValue.Null
                : call.Call(precedes, left, right);
            failed |= before is not FeelBoolean;
            return before is FeelBoolean { Value: true };
        });
        return failed ? null : new FeelList([.. sorted]);
    }

    /// <summary>Stable, and content with any relation: a function that contradicts itself gives some order, not an error.</summary>
    private static FeelValue[] MergeSort(FeelValue[] items, Func<FeelValue, FeelValue, bool> precedes)
    {
        if (items.Length < 2) return items;
        var left = MergeSort(items[..(items.Length / 2)], precedes);
        var right = MergeSort(items[(items.Length / 2)..], precedes);
        var (i, j) = (0, 0);
        for (var at = 0; at < items.Length; at++)
        {
            var takesRight = i == left.Length || (j < right.Length && precedes(right[j], left[i]));
            items[at] = takesRight ? right[j++] : left[i++];
        }

        return items;
    }

    private static FeelList? Partition(BuiltInCall call) =>
        call.List(0) is { } items && call.Whole(1) is { } size and > 0 and <= int.MaxValue
            ? new FeelList([.. items.Chunk((int)size).Select(FeelValue.Of)])
            : null;
}
