using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
    CollectSum,
    CollectMin,
    CollectMax,
    CollectCount,
}

internal sealed record TableInput(string Id, string Label, FeelNode Expression);

/// <summary>An output column; its values go from the most to the least important, for the policies that order by them.</summary>
internal sealed record TableOutput(string Id, string Name, string Label, FeelNode? Values, FeelNode? Default);

internal sealed record TableRule(string Id, ImmutableArray<FeelNode> Tests, ImmutableArray<FeelNode> Outputs);

/// <summary>A decision table (DMN §8).</summary>
internal sealed class DecisionTableNode(
    HitPolicy policy, ImmutableArray<TableInput> inputs, ImmutableArray<TableOutput> outputs, ImmutableArray<TableRule> rules) : FeelNode(0)
{
    public override FeelValue Evaluate(FeelRun run, FeelFrame frame)
    {
        var values = inputs.Select(input => run.Evaluate(input.Expression, frame)).ToArray();
        var frames = values.Select(value => new FeelFrame(frame, TestsNode.InputName, value)).ToArray();
        var hits = new List<Hit>();
        for (var i = 0; i < rules.Length; i++)
        {
            if (!Matches(run, rules[i], frames)) continue;
            hits.Add(new Hit(i, [.. rules[i].Outputs.Select(cell => run.Evaluate(cell, frame))]));
            if (policy is HitPolicy.First) break;
        }

        run.Trace?.Note(
            inputs.Select((input, i) => new EvaluatedInput(input.Id, input.Label, values[i])),
            hits.Select(hit => new MatchedRule(rules[hit.Rule].Id, hit.Rule + 1, [.. hit.Cells.Select(Describe)])));
        return hits.Count == 0 ? Default(run, frame) : Result(run, frame, hits);
    }

    private static bool Matches(FeelRun run, TableRule rule, FeelFrame[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            if (run.Evaluate(rule.Tests[i], frames[i]) is not FeelBoolean { Value: true }) return false;
        }

        return true;
    }

    private EvaluatedOutput Describe(FeelValue value, int index) =>
        new(outputs[index].Id, outputs[index].Name, outputs[index].Label, value);

    private FeelValue Default(FeelRun run, FeelFrame frame)
    {
        if (outputs.All(output => output.Default is null)) return FeelValue.Null;
        var cells = outputs.Select(output => output.Default is null ? FeelValue.Null : run.Evaluate(output.Default, frame));
        return Output([.. cells]);
    }

    private FeelValue Result(FeelRun run, FeelFrame frame, List<Hit> hits)
    {
        switch (policy)
        {
            case HitPolicy.Unique when hits.Count > 1:
            case HitPolicy.Any when hits.Any(hit => !hit.Cells.AsSpan().SequenceEqual(hits[0].Cells.AsSpan())):
                return run.Problem(0, "feel.rules");
            case HitPolicy.Unique or HitPolicy.Any or HitPolicy.First:
                return Output(hits[0].Cells);
            case HitPolicy.Priority:
                return Output(ByPriority(run, frame, hits)[0].Cells);
            case HitPolicy.OutputOrder:
                return new FeelList([.. ByPriority(run, frame, hits).Select(hit => Output(hit.Cells))]);
            case HitPolicy.RuleOrder or HitPolicy.Collect:
                return new FeelList([.. hits.Select(hit => Output(hit.Cells))]);
            case HitPolicy.CollectCount:
                return FeelValue.Of(hits.Count);
            default:
                return Aggregate(run, hits);
        }
    }

    private FeelValue Aggregate(FeelRun run, List<Hit> hits)
    {
        var name = policy switch { HitPolicy.CollectSum => "sum", HitPolicy.CollectMin => "min", _ => "max" };
        var function = BuiltIns.Find(name)!.Callable;
        var columns = outputs.Select((_, column) =>
            function.Invoke(run, 0, FeelArguments.Of(new FeelList([.. hits.Select(hit => hit.Cells[column])]))));
        return Output([.. columns]);
    }

    private List<Hit> ByPriority(FeelRun run, FeelFrame frame, List<Hit> hits)
    {
        var orders = outputs.Select(output => output.Values is null ? [] : ValuesOf(run, frame, output.Values)).ToArray();
        var ordered = hits.Order(Comparer<Hit>.Create((left, right) =>
        {
            for (var i = 0; i < orders.Length; i++)
            {
                var order = Rank(orders[i], left.Cells[i]).CompareTo(Rank(orders[i], right.Cells[i]));
                if (order != 0) return order;
            }

            return left.Rule.CompareTo(right.Rule);
        }));
        return [.. ordered];
    }

    private static ImmutableArray<FeelValue> ValuesOf(FeelRun run, FeelFrame frame, FeelNode values) =>
        run.Evaluate(values, frame) is FeelList list ? list.Items : [];

    private static int Rank(ImmutableArray<FeelValue> order, FeelValue value)
    {
        for (var i = 0; i < order.Length; i++)
        {
            if (FeelTest.Matches(order[i], value) is true) return i;
        }

        return int.MaxValue;
    }

    private FeelValue Output(ImmutableArray<FeelValue> cells) => outputs.Length == 1
        ? cells[0]
        : new FeelContext(outputs.Select((output, i) => KeyValuePair.Create(output.Name, cells[i])));

    private sealed record Hit(int Rule, ImmutableArray<FeelValue> Cells);
}
