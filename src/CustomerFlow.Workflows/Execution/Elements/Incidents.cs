namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Incidents hold a step until somebody has repaired its cause; resolving does the step again.</summary>
internal static class Incidents
{
    /// <summary>Whether an element instance is held by an incident; the step limit holds all steps, not one element.</summary>
    public static bool Block(Turn turn, ElementInstance element)
    {
        foreach (var incident in turn.Incidents)
        {
            if (incident.ElementInstanceKey == element.Key && incident.Kind != IncidentKind.StepLimit) return true;
        }

        return false;
    }

    public static string? Resolve(Turn turn, long incidentKey)
    {
        if (turn.Incidents.FirstOrDefault(incident => incident.Key == incidentKey) is not { } incident) return "The incident is not open.";
        var element = turn.Find(incident.ElementInstanceKey)!;
        turn.Close(incident);
        if (incident.Kind == IncidentKind.StepLimit)
        {
            turn.StopsAtLimit = false;
            return null;
        }

        if (incident.JobKey is { } jobKey && turn.TryFindWait(jobKey, out _))
        {
            turn.Emit(new Effect.JobRetriesChanged(jobKey, 1));
            return null;
        }

        // A call or decision that failed while it was awaited is made again.
        if (element.Phase == Phase.Active) element.MoveTo(Phase.Executing);
        turn.Continue(element);
        return null;
    }

    /// <summary>A job was completed after all: what it was blamed for is over.</summary>
    public static void CloseForJob(Turn turn, long jobKey)
    {
        foreach (var incident in turn.Incidents.Where(incident => incident.JobKey == jobKey).ToArray()) turn.Close(incident);
    }

    /// <summary>Keeps the steps left for the time when somebody has looked at the instance: perhaps it runs in a circle.</summary>
    public static void StopAtLimit(Turn turn)
    {
        turn.StopsAtLimit = true;
        turn.Raise(turn.Root, IncidentKind.StepLimit, "The instance did more steps at once, or holds more elements, than is allowed.");
    }
}
