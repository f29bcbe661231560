using System.Collections.Immutable;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A variable and what it runs over: a list, a range value, or from one end to the other.</summary>
internal sealed record FeelIterator(string Name, FeelNode Source, FeelNode? End)
{
    /// <summary>The values in turn; nothing if it cannot be iterated.</summary>
    public IEnumerable<FeelValue>? Values(FeelRun run, FeelFrame frame)
    {
        var source = run.Evaluate(Source, frame);
        if (End is not null) return Between(source, run.Evaluate(End, frame));
        return source switch
        {
            FeelList list => list.Items,
            FeelRange range => Within(range),
            FeelNull => null,
            _ => [source],
        };
    }

    private static IEnumerable<FeelValue>? Within(FeelRange range)
    {
        var values = FeelOrder.Compare(range.Start, range.End) <= 0 ? Between(range.Start, range.End) : null;
        if (values is null) return null;
        return values.Where(value => FeelOrder.Contains(range, value) is true);
    }

    private static IEnumerable<FeelValue>? Between(FeelValue start, FeelValue end) => (start, end) switch
    {
        (FeelNumberValue a, FeelNumberValue b) when a.Value.TryToInt64(out var from) && b.Value.TryToInt64(out var to) =>
            Numbers(from, to).Select(FeelValue.Of),
        (FeelDate a, FeelDate b) when a.Cycles == 0 && b.Cycles == 0 =>
            Numbers(0, Period.DaysBetween(a.Value, b.Value)).Select(days => FeelValue.Of(a.Value.PlusDays((int)days))),
        _ => null,
    };

    private static IEnumerable<long> Numbers(long from, long to)
    {
        var step = from <= to ? 1 : -1;
        for (var i = from; ; i += step)
        {
            yield return i;
            if (i == to) yield break;
        }
    }
}

/// <summary>An expression evaluated for each combination of values.</summary>
internal sealed class ForNode(int position, ImmutableArray<FeelIterator> iterators, FeelNode body, bool readsPartial) : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        return Iterate(run, frame, 0, results) ? new FeelList(results.ToImmutable()) : FeelValue.Null;
    }

    private bool Iterate(FeelRun run, FeelFrame frame, int index, ImmutableArray<FeelValue>.Builder results)
    {
        if (index == iterators.Length)
        {
            // The results so far are copied only where the body reads them.
            if (readsPartial)
            {
                run.Spend(results.Count);
                frame = new FeelFrame(frame, "partial", new FeelList(results.ToImmutable()));
            }

            results.Add(run.Evaluate(body, frame));
            run.CheckCount(results.Count);
            return true;
        }

        if (iterators[index].Values(run, frame) is not { } values)
        {
            run.Problem(Position, "feel.iteration", iterators[index].Name);
            return false;
        }

        foreach (var value in values)
        {
            run.Spend(1);
            if (!Iterate(run, new FeelFrame(frame, iterators[index].Name, value), index + 1, results)) return false;
        }

        return true;
    }
}

/// <summary>Whether some or every combination of values meets a condition.</summary>
internal sealed class QuantifiedNode(int position, bool every, ImmutableArray<FeelIterator> iterators, FeelNode condition)
    : FeelNode(position)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame) => Iterate(run, frame, 0);

    private FeelValue Iterate(FeelRun run, FeelFrame frame, int index)
    {
        if (index == iterators.Length)
        {
            return run.Evaluate(condition, frame);
        }

        if (iterators[index].Values(run, frame) is not { } values)
        {
            return run.Problem(Position, "feel.iteration", iterators[index].Name);
        }

        var result = FeelValue.Of(every);
        var isSound = true;
        foreach (var value in values)
        {
            run.Spend(1);
            var met = Iterate(run, new FeelFrame(frame, iterators[index].Name, value), index + 1);
            if (isSound && met is not (FeelBoolean or FeelNull)) run.Problem(Position, "feel.condition", met.TypeName);
            isSound &= met is FeelBoolean or FeelNull;
            result = every ? LogicNode.And(result, met) : LogicNode.Or(result, met);
        }

        // A condition that is none for one of the values leaves no answer, whatever the others say.
        return isSound ? result : FeelValue.Null;
    }
}
