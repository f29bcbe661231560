using System.Globalization;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads how an activity repeats (BPMN 2.0 §10.3.8).</summary>
internal sealed class LoopReader(BpmnDocument document, ExpressionReader expressions)
{
    private readonly TriggerReader triggers = new(document, expressions);

    public LoopDefinition? Read(XElement activity)
    {
        var id = activity.Id()!;
        if (activity.Child("multiInstanceLoopCharacteristics") is { } multiInstance)
        {
            return MultiInstance(id, multiInstance);
        }

        return activity.Child("standardLoopCharacteristics") is { } standard
            ? new LoopDefinition.Standard(
                standard.Flag("testBefore", false),
                expressions.Optional(id, standard.Child("loopCondition")),
                int.TryParse(standard.Text("loopMaximum"), CultureInfo.InvariantCulture, out var maximum) ? maximum : null)
            : null;
    }

    private LoopDefinition.MultiInstance MultiInstance(string id, XElement loop)
    {
        var zeebe = loop.Extension("loopCharacteristics");
        return new LoopDefinition.MultiInstance(
            loop.Flag("isSequential", false),
            expressions.Optional(id, zeebe.Text("inputCollection")),
            zeebe.Text("inputElement"),
            zeebe.Text("outputCollection"),
            expressions.Optional(id, zeebe.Text("outputElement")),
            expressions.Optional(id, loop.Child("completionCondition")),
            expressions.Optional(id, loop.Child("loopCardinality")),
            Behavior(id, loop));
    }

    private MultiInstanceBehavior Behavior(string id, XElement loop) => loop.Text("behavior") switch
    {
        "One" => new MultiInstanceBehavior("One", Referenced(id, loop, "oneBehaviorEventRef"), []),
        "None" => new MultiInstanceBehavior("None", Referenced(id, loop, "noneBehaviorEventRef"), []),
        "Complex" => new MultiInstanceBehavior("Complex", null,
        [
            .. loop.Children("complexBehaviorDefinition").Select(definition => new ComplexBehavior(
                expressions.Required(id, definition.Child("condition")?.Value),
                definition.Child("event") is { } thrown ? triggers.Read(thrown) : null)),
        ]),
        _ => MultiInstanceBehavior.All,
    };

    private EventTrigger? Referenced(string id, XElement loop, string attribute) =>
        document.Resolve(loop, loop.Text(attribute)) is { } definition ? triggers.Definition(id, definition, null) : null;
}
