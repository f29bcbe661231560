using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Tests.Definitions;

public sealed class DefinitionSubscriptionsTests
{
    private const string Messages = """
        <bpmn:message id="m" name="complained" /><bpmn:message id="n" name="called" /><bpmn:signal id="s" name="alarm" />
        """;

    [Fact]
    public void A_plain_start_event_needs_no_subscription()
    {
        Assert.Empty(Subscriptions(BpmnText.Around("""<bpmn:task id="step" />""")));
    }

    [Fact]
    public void Message_timer_signal_and_condition_start_events_are_subscribed()
    {
        var text = BpmnText.File("""
            <bpmn:startEvent id="byMessage"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
            <bpmn:startEvent id="byTimer">
              <bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>
            </bpmn:startEvent>
            <bpmn:startEvent id="bySignal"><bpmn:signalEventDefinition signalRef="s" /></bpmn:startEvent>
            <bpmn:startEvent id="byCondition"><bpmn:conditionalEventDefinition><bpmn:condition>=late</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
            """, Messages);

        var subscriptions = Subscriptions(text);

        Assert.Equal(
            ["byMessage Message", "byTimer Timer", "bySignal Signal", "byCondition Conditional"],
            subscriptions.Select(subscription => $"{subscription.ElementId} {subscription.Trigger.GetType().Name}"));
    }

    [Fact]
    public void A_parallel_multiple_start_waits_for_all_its_triggers()
    {
        var text = BpmnText.File("""
            <bpmn:startEvent id="both" parallelMultiple="true">
              <bpmn:messageEventDefinition messageRef="m" /><bpmn:signalEventDefinition signalRef="s" />
            </bpmn:startEvent>
            """, Messages);

        var subscriptions = Subscriptions(text);

        Assert.Equal(2, subscriptions.Length);
        Assert.All(subscriptions, subscription => Assert.True(subscription.WaitsForAll));
    }

    [Fact]
    public void An_instantiating_gateway_subscribes_the_events_behind_it()
    {
        var text = BpmnText.File($"""
            <bpmn:eventBasedGateway id="gateway" instantiate="true" />
            <bpmn:intermediateCatchEvent id="caught"><bpmn:messageEventDefinition messageRef="m" /></bpmn:intermediateCatchEvent>
            <bpmn:receiveTask id="received" messageRef="n" />
            {BpmnText.Flow("gateway", "caught")}{BpmnText.Flow("gateway", "received")}
            """, Messages);

        var subscriptions = Subscriptions(text);

        Assert.Equal(["caught", "received"], subscriptions.Select(subscription => subscription.ElementId));
        Assert.All(subscriptions, subscription => Assert.Equal(("gateway", false), (subscription.GatewayId, subscription.WaitsForAll)));
    }

    private static StartSubscription[] Subscriptions(string text) =>
        [.. DefinitionSubscriptions.Of(Assert.Single(BpmnText.Read(text).Processes))];
}
