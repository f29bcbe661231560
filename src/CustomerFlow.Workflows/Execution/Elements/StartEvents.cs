using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>How an instance begins, and where a scope begins inside.</summary>
internal static class StartEvents
{
    public static string? Start(Turn turn, ProcessEvent.Started started)
    {
        if (Problem(turn.Process, started.StartElementId) is { } reason) return reason;
        turn.Caller = started.Caller;
        // Variables are set before subscriptions open, so that these can use them.
        var chosen = started.StartElementId is { } id ? turn.Process[id] : null;
        var mapsVariables = chosen is Element.StartEvent { Outputs.IsEmpty: false, Trigger: not EventTrigger.None };
        var root = turn.Start(mapsVariables ? Feel.FeelContext.Empty : JsonValue.Of(started.Variables));
        if (chosen is not null) root.ToStart = [chosen.Id];
        if (mapsVariables) root.Result = JsonValue.Of(started.Variables);
        turn.Continue(root);
        return null;
    }

    /// <summary>The elements with which a scope begins when no event chose one: its none start events, else all without a way in.</summary>
    public static ImmutableArray<Element> First(ProcessDefinition process, string scopeId)
    {
        var children = process.ChildrenOf(scopeId);
        var starts = children.Where(child => child is Element.StartEvent { Trigger: EventTrigger.None }).ToImmutableArray();
        if (!starts.IsEmpty || children.Any(child => child is Element.StartEvent)) return starts;
        return [.. children.Where(BeginsAlone)];
    }

    /// <summary>Whether an element gets a token when its scope begins, although nothing leads to it (BPMN 2.0 §13.2).</summary>
    public static bool BeginsAlone(Element element) => element.Incoming.IsEmpty && element switch
    {
        Element.BoundaryEvent or Element.StartEvent => false,
        Element.CatchEvent { Trigger: EventTrigger.Link } => false,
        Element.SubProcess { Kind: SubProcessKind.Event } => false,
        Element.Activity { IsForCompensation: true } => false,
        _ => true,
    };

    private static string? Problem(ProcessDefinition process, string? startElementId)
    {
        if (startElementId is null) return First(process, process.Id).IsEmpty ? "The process has no plain start." : null;
        return process.Find(startElementId) switch
        {
            null => "The process has no such start.",
            { } element when element.ScopeId != process.Id => "A process begins at its own level only.",
            Element.StartEvent or Element.ReceiveTask { Instantiates: true } or Element.CatchEvent => null,
            Element.EventGateway { Instantiates: true } => null,
            _ => "The process does not begin there.",
        };
    }
}
