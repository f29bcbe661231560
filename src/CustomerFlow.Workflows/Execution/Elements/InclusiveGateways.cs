using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Inclusive gateways wait for every token that can still arrive (BPMN 2.0 §13.4.3).</summary>
internal static class InclusiveGateways
{
    public static void Arrive(Turn turn, ElementInstance scope, Element gateway, SequenceFlow flow)
    {
        var join = turn.FindJoin(scope, gateway.Id);
        turn.Put(join, new Join(scope.Key, gateway.Id, (join?.Arrivals ?? []).Add(flow.Id), HasFired: false, Taken: []));
    }

    /// <summary>With no step left to do, fires one join that waits for nothing any more. False when there is none.</summary>
    public static bool FireOneIfAllArrived(Turn turn)
    {
        foreach (var join in turn.Joins)
        {
            if (turn.Process[join.ElementId] is not (Element.InclusiveGateway or Element.ComplexGateway) || CanMoreArrive(turn, join))
                continue;
            var scope = turn.Find(join.ScopeKey)!;
            if (turn.Process[join.ElementId] is Element.ComplexGateway complex)
            {
                if (!ComplexGateways.Reset(turn, scope, complex, join)) continue;
                return true;
            }

            Fire(turn, scope, join);
            return true;
        }

        return false;
    }

    private static void Fire(Turn turn, ElementInstance scope, Join join)
    {
        var gateway = turn.Process[join.ElementId];
        // One token of every flow that has one; a second one on a flow waits for the next round.
        var left = gateway.Incoming.Aggregate(join.Arrivals, (rest, incoming) => rest.Remove(incoming.Id));
        Joins.Consume(turn, scope, join, join, left);
        ProcessEngine.Begin(turn, scope, gateway);
        turn.Reduce(scope, join.Arrivals.Length - left.Length);
    }

    /// <summary>
    /// Whether some token can still reach a flow of the gateway that has none, by a way that does not pass the gateway, and could not as
    /// well reach one that already has a token.
    /// </summary>
    public static bool CanMoreArrive(Turn turn, Join join)
    {
        var gateway = turn.Process[join.ElementId];
        if (gateway.Incoming.All(flow => join.Arrivals.Contains(flow.Id))) return false;
        var toEmpty = SourcesBefore(turn.Process, gateway, flow => !join.Arrivals.Contains(flow.Id));
        var toFilled = SourcesBefore(turn.Process, gateway, flow => join.Arrivals.Contains(flow.Id));
        return TokenPlaces(turn, join).Any(place => toEmpty.Contains(place) && !toFilled.Contains(place));
    }

    // Where tokens of the scope are: in element instances, and before other gateways.
    private static IEnumerable<string> TokenPlaces(Turn turn, Join join) =>
        turn.Elements.Where(element => element.ScopeKey == join.ScopeKey).Select(element => element.ElementId)
            .Concat(turn.Joins.Where(other => other.ScopeKey == join.ScopeKey && other.ElementId != join.ElementId && !other.HasFired)
                .Select(other => other.ElementId))
            .Where(place => place != join.ElementId);

    /// <summary>All elements from which a way leads into one of the chosen flows without passing the gateway.</summary>
    private static HashSet<string> SourcesBefore(ProcessDefinition process, Element gateway, Func<SequenceFlow, bool> chosen)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(gateway.Incoming.Where(chosen).Select(flow => flow.SourceId));
        while (open.TryPop(out var id))
        {
            if (id == gateway.Id || !found.Add(id)) continue;
            var element = process[id];
            foreach (var flow in element.Incoming) open.Push(flow.SourceId);
            // A running activity can send a token out through its boundary events; links jump.
            if (element is Element.BoundaryEvent boundary) open.Push(boundary.AttachedToId);
            foreach (var source in Links.SourcesOf(process, element)) open.Push(source);
        }

        return found;
    }
}
