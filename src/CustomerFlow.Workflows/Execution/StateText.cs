using System.Globalization;
using System.Text;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>An instance's state as text, for people and for comparing in tests: two states are equal when their texts are.</summary>
public static class StateText
{
    /// <summary>Writes the state: the tree of element instances, each with its variables and what it waits for.</summary>
    public static string Write(InstanceState state)
    {
        var text = new StringBuilder();
        Line(text, 0, $"instance {state.Key} of {state.ProcessId}: {state.Status}");
        if (state.Caller is { } caller) Line(text, 1, $"called by {caller.InstanceKey} through {caller.CallKey}, depth {caller.Depth}");
        if (state.Elements.Count > 0) Write(text, 1, state, state.Elements[0]);
        else Line(text, 1, $"variables {FeelJson.ToText(state.RootVariables)}");
        foreach (var step in state.Postponed) Line(text, 1, $"postponed {step.Key} {step.FlowId ?? "goes on"}");
        return text.ToString();
    }

    private static void Write(StringBuilder text, int depth, InstanceState state, ElementInstance element)
    {
        Line(text, depth, $"{element.ElementId} {element.Key}: {Describe(element)}");
        if (element.Variables.Count > 0) Line(text, depth + 1, $"variables {FeelJson.ToText(element.Variables)}");
        if (element.Result is { } result) Line(text, depth + 1, $"result {FeelJson.ToText(result)}");
        if (element.Loop is { } loop)
            Line(
                text, depth + 1,
                $"loop {loop.Completed}/{loop.Begun}/{loop.Total}, thrown {loop.Thrown}, over {FeelJson.ToText(new FeelList(loop.Items))}");
        foreach (var record in element.ToCompensate ?? []) Write(text, depth + 1, "to compensate", record);
        foreach (var wait in state.Waits.Where(wait => wait.OwnerKey == element.Key)) Line(text, depth + 1, Describe(wait));
        foreach (var incident in state.Incidents.Where(incident => incident.ElementInstanceKey == element.Key))
            Line(text, depth + 1, $"incident {incident.Key} {incident.Kind} job {incident.JobKey}: {incident.Message}");
        foreach (var join in state.Joins.Where(join => join.ScopeKey == element.Key))
            Line(
                text, depth + 1,
                $"tokens at {join.ElementId}: {string.Join(", ", join.Arrivals)}; fired {join.HasFired}: {string.Join(", ", join.Taken)}");
        foreach (var record in state.Compensations.Where(record => record.ScopeKey == element.Key))
            Write(text, depth + 1, "completed", record);
        foreach (var child in state.Elements.Where(child => child.ScopeKey == element.Key)) Write(text, depth + 1, state, child);
    }

    private static string Describe(ElementInstance element)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{element.Role} {element.Phase}, alive {element.Alive}");
        if (element.PartsDone > 0) text.Append(CultureInfo.InvariantCulture, $", parts done {element.PartsDone}");
        if (element.IsTriggered) text.Append(", triggered");
        if (element.IsInterrupted) text.Append(", interrupted");
        if (element.CompensatesFor != 0) text.Append(CultureInfo.InvariantCulture, $", compensates for {element.CompensatesFor}");
        if (element.CompletedBy is { } by) text.Append(CultureInfo.InvariantCulture, $", completed by {by}");
        if (!element.ToStart.IsEmpty) text.Append(CultureInfo.InvariantCulture, $", to start {string.Join(", ", element.ToStart)}");
        return text.ToString();
    }

    private static string Describe(Wait wait) => wait.Kind switch
    {
        WaitKind.Timer => string.Create(
            CultureInfo.InvariantCulture,
            $"waits for Timer {wait.Key} of {wait.ElementId}/{wait.TriggerIndex} at {wait.DueAt:O}, {wait.Repetitions} more: {wait.Name}"),
        WaitKind.Call => $"waits for {wait.Kind} {wait.Key} of child {wait.ChildKey}",
        _ => $"waits for {wait.Kind} {wait.Key} of {wait.ElementId}/{wait.TriggerIndex} {wait.Name}{(wait.WasTrue ? " true" : "")}",
    };

    private static void Write(StringBuilder text, int depth, string what, CompensationRecord record)
    {
        Line(text, depth, $"{what} {record.ElementId} ({record.ScopeKey}) {FeelJson.ToText(record.Variables)}");
        foreach (var inner in record.Inner) Write(text, depth + 1, what, inner);
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
