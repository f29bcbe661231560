using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions that make one value of a list (DMN §10.3.4.4). They take one list, or its items as arguments.</summary>
internal static class AggregateFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("count", "list", call => call.List(0) is { } items ? FeelValue.Of(items.Length) : null),
        new("min", "list*", call => Extreme(call, -1)),
        new("max", "list*", call => Extreme(call, 1)),
        new("sum", "list*", Sum),
        new("product", "list*", call => Numbers(call) is { Length: > 0 } numbers
            ? Fold(numbers, FeelNumber.One, FeelNumber.TryMultiply) : null),
        new("mean", "list*", call => Mean(Numbers(call)) is { } mean ? new FeelNumberValue(mean) : null),
        new("median", "list*", Median),
        new("stddev", "list*", Deviation),
        new("mode", "list*", Mode),
        new("all", "list*", call => Logic(call, decisive: false)),
        new("any", "list*", call => Logic(call, decisive: true)),
        new("and", "list*", call => Logic(call, decisive: false)),
        new("or", "list*", call => Logic(call, decisive: true)),
    ];

    private delegate bool Operation(FeelNumber left, FeelNumber right, out FeelNumber result);

    private static FeelNumber[]? Numbers(BuiltInCall call)
    {
        if (call.List(0) is not { } items) return null;
        var numbers = new FeelNumber[items.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (items[i] is not FeelNumberValue number) return null;
            numbers[i] = number.Value;
        }

        return numbers;
    }

    private static FeelNumberValue? Fold(FeelNumber[] numbers, FeelNumber seed, Operation operation)
    {
        foreach (var number in numbers)
        {
            if (!operation(seed, number, out seed)) return null;
        }

        return new FeelNumberValue(seed);
    }

    private static FeelValue? Extreme(BuiltInCall call, int sign)
    {
        if (call.List(0) is not { } items) return null;
        if (items.IsEmpty) return FeelValue.Null;
        var best = items[0];
        if (items.Length == 1 && FeelOrder.Compare(best, best) is null) return null;
        foreach (var item in items.AsSpan()[1..])
        {
            if (FeelOrder.Compare(item, best) is not { } order) return null;
            if (Math.Sign(order) == sign) best = item;
        }

        return best;
    }

    private static FeelValue? Sum(BuiltInCall call)
    {
        if (call.List(0) is not { Length: > 0 } items) return null;
        if (items[0] is FeelNumberValue) return Numbers(call) is { } numbers ? Fold(numbers, FeelNumber.Zero, FeelNumber.TryAdd) : null;
        if (items[0] is not (FeelDaysDuration or FeelYearsDuration)) return null;
        var sum = items[0];
        foreach (var item in items.AsSpan()[1..])
        {
            if (item.GetType() != sum.GetType()) return null;
            sum = FeelArithmetic.Apply(call.Run, call.Position, FeelOperator.Add, sum, item);
        }

        return sum;
    }

    private static FeelNumber? Mean(FeelNumber[]? numbers)
    {
        if (numbers is not { Length: > 0 } || Fold(numbers, FeelNumber.Zero, FeelNumber.TryAdd) is not { } sum) return null;
        return FeelNumber.TryDivide(sum.Value, FeelNumber.FromInt64(numbers.Length), out var mean) ? mean : null;
    }

    private static FeelNumberValue? Median(BuiltInCall call)
    {
        if (Numbers(call) is not { Length: > 0 } numbers) return null;
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        if (numbers.Length % 2 == 1) return new FeelNumberValue(numbers[middle]);
        return Mean([numbers[middle - 1], numbers[middle]]) is { } mean ? new FeelNumberValue(mean) : null;
    }

    /// <summary>The deviation of a sample: the squares are divided by one less than the count.</summary>
    private static FeelNumberValue? Deviation(BuiltInCall call)
    {
        if (Numbers(call) is not { Length: > 1 } numbers || Mean(numbers) is not { } mean) return null;
        var squares = FeelNumber.Zero;
        foreach (var number in numbers)
        {
            if (!FeelNumber.TryAdd(number, -mean, out var distance)
                || !FeelNumber.TryMultiply(distance, distance, out var square)) return null;
            if (!FeelNumber.TryAdd(squares, square, out squares)) return null;
        }

        if (!FeelNumber.TryDivide(squares, FeelNumber.FromInt64(numbers.Length - 1), out var variance)) return null;
        return FeelNumberMath.TrySqrt(variance, out var root) ? new FeelNumberValue(root) : null;
    }

    private static FeelList? Mode(BuiltInCall call)
    {
        if (Numbers(call) is not { } numbers) return null;
        if (numbers.Length == 0) return FeelList.Empty;
        var groups = numbers.GroupBy(number => number).Select(group => (group.Key, Count: group.Count())).ToList();
        var most = groups.Max(group => group.Count);
        return new FeelList([.. groups.Where(group => group.Count == most).Select(group => group.Key).Order().Select(FeelValue.Of)]);
    }

    private static FeelValue? Logic(BuiltInCall call, bool decisive)
    {
        if (call.List(0) is not { } items) return null;
        var others = false;
        var undecided = false;
        foreach (var item in items)
        {
            if (item is FeelBoolean boolean && boolean.Value == decisive) return item;
            others |= item is not (FeelBoolean or FeelNull);
            undecided |= item is not FeelBoolean;
        }

        if (others) return null;
        return undecided ? FeelValue.Null : FeelValue.Of(!decisive);
    }
}
