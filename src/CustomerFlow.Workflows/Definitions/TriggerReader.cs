using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads what an event waits for or throws (BPMN 2.0 §10.5.5).</summary>
internal sealed class TriggerReader(BpmnDocument document, ExpressionReader expressions)
{
    private readonly ZeebeReader zeebe = new(expressions);

    public EventTrigger Read(XElement node)
    {
        // A compensation event may carry an id on itself or be anonymous inside a loop behaviour.
        var id = node.Id() ?? node.Ancestors().Select(ancestor => ancestor.Id()).FirstOrDefault(ancestor => ancestor is not null) ?? "";
        var triggers = DefinitionsOf(document, node)
            .Select(definition => Definition(id, definition, node))
            .OfType<EventTrigger>()
            .ToImmutableArray();
        return triggers switch
        {
            [] => new EventTrigger.None(),
            [var only] => only,
            _ => new EventTrigger.Multiple(triggers, node.Flag("parallelMultiple", false)),
        };
    }

    /// <summary>The event's definitions, its own and the shared ones that it refers to, in file order.</summary>
    public static IEnumerable<XElement> DefinitionsOf(BpmnDocument document, XElement node)
    {
        foreach (var child in node.Elements())
        {
            if (BpmnNames.EventDefinitions.Contains(child.Kind()))
            {
                yield return child;
            }
            else if (child.Is("eventDefinitionRef") && document.Resolve(child, child.Value.Trim()) is { } shared
                && BpmnNames.EventDefinitions.Contains(shared.Kind()))
            {
                yield return shared;
            }
        }
    }

    /// <summary>One event definition; <paramref name="node"/> is the event that holds it, for its job and properties.</summary>
    public EventTrigger? Definition(string id, XElement definition, XElement? node) => definition.Kind() switch
    {
        "messageEventDefinition" => Message(id, definition, node),
        "timerEventDefinition" => Timer(id, definition),
        "errorEventDefinition" => new EventTrigger.Error(Code(id, definition, "errorRef", "errorCode")),
        "escalationEventDefinition" => new EventTrigger.Escalation(Code(id, definition, "escalationRef", "escalationCode")),
        "signalEventDefinition" => new EventTrigger.Signal(NameOf(id, definition, "signalRef")),
        "conditionalEventDefinition" => new EventTrigger.Conditional(
            expressions.Required(id, definition.Child("condition")?.Value), Filter(definition)),
        "compensateEventDefinition" => new EventTrigger.Compensation(
            document.LocalId(definition, definition.Text("activityRef")), definition.Flag("waitForCompletion", true)),
        "cancelEventDefinition" => new EventTrigger.Cancel(),
        "terminateEventDefinition" => new EventTrigger.Terminate(),
        "linkEventDefinition" => new EventTrigger.Link(definition.Text("name") ?? ""),
        _ => null,
    };

    /// <summary>The message that an event definition or a receive task refers to.</summary>
    public EventTrigger.Message Message(string id, XElement holder, XElement? thrower)
    {
        var message = document.Resolve(holder, holder.Text("messageRef"));
        var key = message?.Extension("subscription").Text("correlationKey");
        return new EventTrigger.Message(
            expressions.Attribute(id, message?.Text("name") ?? ""),
            key is null ? null : expressions.Attribute(id, key),
            thrower is not null && BpmnNames.ThrowEvents.Contains(thrower.Kind()) ? zeebe.Job(thrower) : null);
    }

    private EventTrigger.Timer Timer(string id, XElement definition)
    {
        var (kind, value) =
            definition.Child("timeDate") is { } date ? (TimerKind.Date, date.Value)
            : definition.Child("timeDuration") is { } duration ? (TimerKind.Duration, duration.Value)
            : (TimerKind.Cycle, definition.Child("timeCycle")?.Value ?? "");
        return new EventTrigger.Timer(kind, expressions.Attribute(id, value.Trim()));
    }

    private FeelAttribute? Code(string id, XElement definition, string reference, string attribute) =>
        document.Resolve(definition, definition.Text(reference)).Text(attribute) is { } code ? expressions.Attribute(id, code) : null;

    private FeelAttribute NameOf(string id, XElement definition, string reference) =>
        expressions.Attribute(id, document.Resolve(definition, definition.Text(reference)).Text("name") ?? "");

    private static ConditionalFilter? Filter(XElement definition) => definition.Extension("conditionalFilter") is { } filter
        ? new ConditionalFilter(ZeebeReader.List(filter.Text("variableNames")), ZeebeReader.List(filter.Text("variableEvents")))
        : null;
}
