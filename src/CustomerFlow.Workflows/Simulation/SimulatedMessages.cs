using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Simulation;

/// <summary>Message correlation as in Camunda 8: a message goes to each process once, to a waiting instance before a start event.</summary>
internal sealed class SimulatedMessages(ProcessSimulator simulator, SimulatedStarts starts, SimulatedWork work)
{
    private readonly List<SimulatedMessage> _buffered = [];

    // Subscriptions that have a message on the way, so that a second one is not sent to them.
    private readonly HashSet<long> _served = [];

    public void Publish(long key, string name, string correlationKey, FeelContext variables, TimeSpan timeToLive)
    {
        var message = Correlate(new SimulatedMessage(key, name, correlationKey, variables, simulator.Now + timeToLive, []));
        if (timeToLive > TimeSpan.Zero) _buffered.Add(message);
    }

    /// <summary>A subscription opened: a buffered message may already be there.</summary>
    public void Awaited(long subscriptionKey)
    {
        Expire();
        for (var i = 0; i < _buffered.Count; i++)
        {
            if (!Fits(subscriptionKey, _buffered[i]) || _served.Contains(subscriptionKey)) continue;
            _buffered[i] = Deliver(subscriptionKey, _buffered[i]);
        }
    }

    /// <summary>An instance ended: a message that waited for its correlation key to be free may begin the next one.</summary>
    public void InstanceEnded()
    {
        Expire();
        for (var i = 0; i < _buffered.Count; i++) _buffered[i] = BeginInstances(_buffered[i]);
    }

    private SimulatedMessage Correlate(SimulatedMessage message)
    {
        foreach (var key in work.MessageSubscriptions.Keys.Order().ToArray())
        {
            if (Fits(key, message) && !_served.Contains(key)) message = Deliver(key, message);
        }

        return BeginInstances(message);
    }

    private bool Fits(long subscriptionKey, SimulatedMessage message)
    {
        var (instanceKey, opened) = work.MessageSubscriptions[subscriptionKey];
        return opened.MessageName == message.Name && opened.CorrelationKey == message.CorrelationKey
            && !message.TakenBy.Contains(simulator.State(instanceKey).ProcessId);
    }

    private SimulatedMessage Deliver(long subscriptionKey, SimulatedMessage message)
    {
        var (instanceKey, opened) = work.MessageSubscriptions[subscriptionKey];
        if (opened.IsInterrupting) _served.Add(subscriptionKey);
        simulator.Enqueue(instanceKey, new ProcessEvent.MessageReceived(subscriptionKey, message.Key, message.Variables));
        return message with { TakenBy = message.TakenBy.Add(simulator.State(instanceKey).ProcessId) };
    }

    private SimulatedMessage BeginInstances(SimulatedMessage message)
    {
        foreach (var start in starts.OfMessage(message.Name))
        {
            if (message.TakenBy.Contains(start.ProcessId) || IsKeyTaken(start.ProcessId, message.CorrelationKey)) continue;
            starts.Trigger(start, message.Variables, message.CorrelationKey);
            message = message with { TakenBy = message.TakenBy.Add(start.ProcessId) };
        }

        return message;
    }

    // One instance at a time for one correlation key of a message start event.
    private bool IsKeyTaken(string processId, string correlationKey) =>
        correlationKey.Length > 0
        && simulator.Instances.Any(instance =>
            instance.StartKey == correlationKey && instance.State.ProcessId == processId && !instance.State.IsEnded);

    private void Expire() => _buffered.RemoveAll(message => message.ExpiresAt <= simulator.Now);
}
