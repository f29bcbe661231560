using System.Globalization;
using System.Text.Json;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>One conformance case: the simulator, the worker that the material describes, and what it noted.</summary>
internal sealed class BpmnCaseRunner(string folder)
{
    private const string JobType = "betsy";
    private const int JobsMax = 1_000;

    private readonly ProcessSimulator _simulator = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly List<string> _trace = [];
    private readonly Dictionary<long, (string Value, DateTimeOffset From, DateTimeOffset Until, bool IsNoted)> _held = [];
    private readonly List<(string Value, DateTimeOffset From, DateTimeOffset To)> _intervals = [];
    private long? _observed;
    private string? _refused;
    private int _releases;
    private int _jobsDone;

    public void Do(JsonElement step)
    {
        switch (step.GetProperty("do").GetString())
        {
            case "deploy":
                Deploy(step.GetProperty("file").GetString()!);
                break;
            case "start" when _refused is null:
                var variables = step.TryGetProperty("variables", out var given) ? (FeelContext)FeelJson.Read(given) : FeelContext.Empty;
                Start(step.GetProperty("processId").GetString()!, variables, step.TryGetProperty("observe", out var observe) && observe.GetBoolean());
                Settle();
                break;
            case "advanceTime" when _refused is null:
                Advance(TimeSpan.FromMilliseconds(step.GetProperty("milliseconds").GetInt64()));
                break;
        }
    }

    /// <summary>What differs from the expectation; null when nothing does.</summary>
    public string? Compare(JsonElement expected)
    {
        var ignored = expected.TryGetProperty("ignore", out var ignore) ? ignore.EnumerateArray().Select(one => one.GetString()!).ToHashSet() : [];
        var wanted = string.Join(",", expected.GetProperty("trace").EnumerateArray().Select(one => one.GetString()!).Order(StringComparer.Ordinal));
        var found = string.Join(",", _trace.Where(entry => !ignored.Contains(entry)).Order(StringComparer.Ordinal));
        var state = expected.GetProperty("state").GetString()!;
        if (state == "rejectedOrIncident") return _refused is null && !_simulator.Incidents.Any() ? "neither refused nor stopped" : null;
        if (_refused is not null) return $"refused: {_refused}";
        if (wanted != found) return $"trace [{found}] instead of [{wanted}]{Trouble()}";
        if (!StateFits(state)) return $"not {state}{Trouble()}";
        return expected.TryGetProperty("overlap", out var overlap) && !Overlap(overlap) ? "no overlap" : null;
    }

    private void Deploy(string file)
    {
        var reading = BpmnReader.Read(Path.GetFileName(file), File.ReadAllBytes(Path.Combine(folder, file)));
        var errors = DefinitionChecks.Check(reading, CheckContext.FileAlone).Where(problem => problem.Severity == ProblemSeverity.Error).ToArray();
        if (errors.Length > 0) _refused = string.Join(" | ", errors.Select(error => $"{error.ElementId} {error.Rule}: {error.En}"));
        else _simulator.Deploy(new ReleaseContent(++_releases, reading.Processes, []));
    }

    private void Start(string processId, FeelContext variables, bool isObserved)
    {
        try
        {
            var key = _simulator.Start(processId, variables);
            if (isObserved) _observed = key;
        }
        catch (InvalidOperationException refused)
        {
            _refused = refused.Message;
        }
    }

    private void Advance(TimeSpan time)
    {
        var until = _simulator.Now + time;
        while (true)
        {
            var due = _held.Values.Select(held => (DateTimeOffset?)held.Until).Append(_simulator.NextDue).Min();
            if (due is null || due > until) break;
            _simulator.AdvanceTo(due.Value);
            Settle();
        }

        _simulator.AdvanceTo(until);
    }

    /// <summary>Does the open jobs one by one until none is left but those that are held.</summary>
    private void Settle()
    {
        while (true)
        {
            foreach (var gone in _held.Keys.Where(key => _simulator.Jobs.All(job => job.Opened.JobKey != key)).ToArray()) _held.Remove(gone);
            var next = _simulator.Jobs.FirstOrDefault(job => job.Opened.Type == JobType && job.Retries > 0 && !IsHeld(job.Opened.JobKey));
            if (next is null || ++_jobsDone > JobsMax) return;
            Work(next.Opened);
        }
    }

    private bool IsHeld(long jobKey) => _held.TryGetValue(jobKey, out var held) && held.Until > _simulator.Now;

    private void Work(Effect.JobOpened job)
    {
        var action = job.Headers.GetValueOrDefault("action", "noop");
        var value = job.Headers.GetValueOrDefault("value", "");
        var number = job.Variables.Get("integerVariable") is FeelNumberValue found ? found.Value + FeelNumber.One : FeelNumber.One;
        switch (action)
        {
            case "hold" or "interval" when !_held.ContainsKey(job.JobKey):
                var duration = PeriodPattern.NormalizingIso.Parse(value).Value.ToDuration().ToTimeSpan();
                _held.Add(job.JobKey, (value, _simulator.Now, _simulator.Now + duration, action == "interval"));
                return;
            case "hold" or "interval":
                if (_held.Remove(job.JobKey, out var held) && held.IsNoted) _intervals.Add((job.ElementId, held.From, _simulator.Now));
                break;
            case "log":
                _trace.Add(value);
                break;
            case "marker":
                if (!_trace.Contains("marker")) _trace.Add("marker");
                break;
            case "incrementAndLog":
                _trace.Add("increment");
                break;
            case "logData":
                if (job.Variables.Get("data") is FeelText text && text.Value == value) _trace.Add("data_correct");
                break;
            case "throwError":
                _simulator.ThrowError(job.JobKey, value, FeelContext.Empty);
                return;
            case "publish":
                _simulator.Publish(value, "betsy", FeelContext.Empty, TimeSpan.FromHours(1));
                break;
        }

        _simulator.CompleteJob(job.JobKey, action switch
        {
            "increment" or "incrementAndLog" => FeelContext.Empty.With("integerVariable", FeelValue.Of(number)),
            "setData" => FeelContext.Empty.With("data", FeelValue.Of(value)),
            _ => FeelContext.Empty,
        });
    }

    private bool StateFits(string state)
    {
        // A case that only an event begins has no instance of its own to observe: the last one counts.
        if ((_observed ?? _simulator.Instances.LastOrDefault()?.Key) is not { } key) return false;
        var observed = _simulator.State(key);
        return state switch
        {
            "completed" => observed.Status == InstanceStatus.Completed,
            "active" => observed.Status == InstanceStatus.Active && !observed.HasIncident,
            "incident" => observed.HasIncident,
            "unhandledError" => _simulator.Incidents.Any(incident => incident.Raised.Kind == IncidentKind.UnhandledErrorEvent),
            _ => throw new InvalidOperationException(state),
        };
    }

    private bool Overlap(JsonElement values)
    {
        var names = values.EnumerateArray().Select(one => one.ToString()).ToHashSet();
        var chosen = _intervals.Where(interval => names.Contains(interval.Value)).ToArray();
        return chosen.Length == names.Count && chosen.Max(interval => interval.From) < chosen.Min(interval => interval.To);
    }

    private string Trouble()
    {
        var incidents = string.Join(" | ", _simulator.Incidents.Select(one => $"{one.Raised.ElementId} {one.Raised.Kind}: {one.Raised.Message}"));
        var state = _observed is { } key ? _simulator.State(key).Status.ToString() : "none";
        return string.Create(CultureInfo.InvariantCulture, $" ({state}{(incidents.Length > 0 ? ", " + incidents : "")})");
    }
}
