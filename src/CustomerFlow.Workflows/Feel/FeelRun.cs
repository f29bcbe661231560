using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>One evaluation: what it has spent and what went wrong so far.</summary>
internal sealed class FeelRun(FeelEnvironment environment)
{
    private ImmutableArray<FeelProblem>.Builder? _problems;
    private DateTimeZone? _zone;
    private int _steps;
    private int _depth;
    private int _muted;

    /// <summary>Where decision tables note what they matched, if someone asks.</summary>
    public Dmn.DecisionTrace? Trace { get; init; }

    public FeelEnvironment Environment => environment;

    public FeelLimits Limits => environment.Limits;

    public ImmutableArray<FeelProblem> Problems => _problems?.ToImmutable() ?? [];

    public int ProblemCount => _problems?.Count ?? 0;

    /// <summary>The zone of the business; UTC when its name is unknown.</summary>
    public DateTimeZone Zone =>
        _zone ??= DateTimeZoneProviders.Tzdb.GetZoneOrNull(environment.TimeZoneId) ?? DateTimeZone.Utc;

    public FeelValue Evaluate(FeelNode node, FeelFrame frame)
    {
        if (++_steps > Limits.StepsMax) throw Limit(node.Position, "feel.limit-steps", Limits.StepsMax);
        if (++_depth > Limits.DepthMax || ((_depth & 31) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            throw Limit(node.Position, "feel.limit-depth", Limits.DepthMax);
        }

        var value = node.Evaluate(this, frame);
        _depth--;
        return value;
    }

    /// <summary>Counts work on items that are no nodes.</summary>
    public void Spend(int steps)
    {
        _steps += Math.Max(0, steps);
        if (_steps > Limits.StepsMax || _steps < 0) throw Limit(0, "feel.limit-steps", Limits.StepsMax);
    }

    public FeelValue Problem(int position, string code, params ReadOnlySpan<string> arguments)
    {
        if (_muted > 0) return FeelValue.Null;
        Add(FeelProblems.Of(position, code, arguments));
        return FeelValue.Null;
    }

    public void Add(FeelProblem problem)
    {
        _problems ??= ImmutableArray.CreateBuilder<FeelProblem>();
        if (_problems.Count < Limits.ProblemsMax) _problems.Add(problem);
    }

    /// <summary>Evaluates without recording problems, where trouble is one of the answers.</summary>
    public FeelValue EvaluateMuted(FeelNode node, FeelFrame frame)
    {
        _muted++;
        var value = Evaluate(node, frame);
        _muted--;
        return value;
    }

    public FeelList List(ImmutableArray<FeelValue> items)
    {
        CheckCount(items.Length);
        return new FeelList(items);
    }

    public void CheckCount(long count)
    {
        if (count > Limits.ListItemsMax) throw Limit(0, "feel.limit-list", Limits.ListItemsMax);
    }

    public FeelValue Text(string text)
    {
        CheckLength(text.Length);
        return new FeelText(text);
    }

    public void CheckLength(long length)
    {
        if (length > Limits.TextLengthMax) throw Limit(0, "feel.limit-text", Limits.TextLengthMax);
    }

    private static FeelLimitException Limit(int position, string code, int limit) =>
        new(FeelProblems.Of(position, code, limit.ToString(CultureInfo.InvariantCulture)));
}
