using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Link events: a jump from a throwing to the catching event of the same name and scope (BPMN 2.0 §10.5.5).</summary>
internal static class Links
{
    public static Outcome Jump(Turn turn, ElementInstance element, EventTrigger.Link link)
    {
        var scope = turn.ScopeOf(element)!;
        var target = turn.Process.ChildrenOf(turn.Process[element.ElementId].ScopeId)
            .FirstOrDefault(child => child is Element.CatchEvent { Trigger: EventTrigger.Link caught } && caught.Name == link.Name);
        if (target is null) return turn.Raise(element, IncidentKind.ExtractValueError, $"There is no link event to catch \"{link.Name}\".");
        ProcessEngine.Begin(turn, scope, target);
        return Outcome.Done;
    }

    /// <summary>The throwing events that lead to a catching link event.</summary>
    public static IEnumerable<string> SourcesOf(ProcessDefinition process, Element element) =>
        element is Element.CatchEvent { Trigger: EventTrigger.Link caught }
            ? process.ChildrenOf(element.ScopeId)
                .Where(child => child is Element.ThrowEvent { Trigger: EventTrigger.Link thrown } && thrown.Name == caught.Name)
                .Select(child => child.Id)
            : [];
}
