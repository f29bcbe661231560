using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>
/// Whether a case waits for something that its customer says, or for the day on which to remind. The names are those of the messages in
/// the workflows.
/// </summary>
internal static class CustomerWaits
{
    public const string Information = "customer-information";
    public const string Answer = "customer-answer";
    public const string SurveyResponse = "survey-response";
    public const string SurveyReminder = "survey-reminder";

    public static Task<MessageSubscriptionRow?> FindAsync(
        CustomerFlowDb db, long instanceKey, string message, CancellationToken cancellationToken) =>
        db.Set<MessageSubscriptionRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey && row.MessageName == message)
            .OrderBy(row => row.Key).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The message goes straight to the step that waits, so that case and answer change in one commit.</summary>
    public static async Task TellAsync(
        InstanceTurn turn, MessageSubscriptionRow wait, FeelContext variables, KeyBlocks keys, CancellationToken cancellationToken) =>
        turn.Send(new ProcessEvent.MessageReceived(wait.Key, await keys.NextAsync(cancellationToken), variables));

    /// <summary>Whether the case has come to a place that waits for the message since an earlier step.</summary>
    /// <param name="db">Sees everything.</param>
    /// <param name="process">The process that the case runs.</param>
    /// <param name="instanceKey">The case.</param>
    /// <param name="message">The message.</param>
    /// <param name="sinceKey">The element instance of that step: keys rise with time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> WasReachedAsync(
        CustomerFlowDb db, ProcessDefinition process, long instanceKey, string message, long sinceKey, CancellationToken cancellationToken)
    {
        var catching = process.Elements.Where(element => Catches(element, message)).Select(element => element.Id).ToHashSet();
        var places = catching.Concat(process.Elements.OfType<Element.EventGateway>()
            .Where(gateway => gateway.Outgoing.Any(flow => catching.Contains(flow.TargetId))).Select(gateway => gateway.Id)).ToArray();
        return await db.Set<ElementEventRow>().AnyAsync(
            row => row.InstanceKey == instanceKey && row.ElementInstanceKey > sinceKey && places.Contains(row.ElementId),
            cancellationToken);
    }

    private static bool Catches(Element element, string message) => element switch
    {
        Element.CatchEvent { Trigger: EventTrigger.Message caught } => IsNamed(caught, message),
        Element.ReceiveTask task => IsNamed(task.Message, message),
        _ => false,
    };

    private static bool IsNamed(EventTrigger.Message message, string name) =>
        message.Name is FeelAttribute.Static text && text.Text == name;
}
