using System.Globalization;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Host.Instances;

/// <summary>
/// Tells the lines of the engine's history in words. What only the engine cares about (gateways, flows, scopes) stays untold.
/// </summary>
internal sealed class StepWords(ReleasePages pages, ProcessDefinition? process, PeopleNames names)
{
    public TimelineEntry? Tell(ElementEventRow row)
    {
        var element = process?.Find(row.ElementId);
        var text = row.Kind switch
        {
            ElementEventKind.Activated => Activated(element),
            ElementEventKind.Completed => Completed(element, row.By),
            ElementEventKind.Terminated => element is Element.UserTask ? InstanceTexts.TaskWithdrawn.With(Name(row.ElementId)) : null,
            ElementEventKind.TaskClaimed => InstanceTexts.TaskClaimedBy.With(Name(row.ElementId), Person(row.By)),
            ElementEventKind.TaskUnclaimed => InstanceTexts.TaskReturned.With(Name(row.ElementId)),
            ElementEventKind.TaskAssigned when row.By is not null => InstanceTexts.TaskGivenBy.With(Name(row.ElementId), Person(row.By)),
            _ => null,
        };
        if (text is null) return null;
        var tone = row.Kind == ElementEventKind.Completed ? TimelineTone.Good : TimelineTone.Plain;
        return new TimelineEntry(row.At, text, tone)
        {
            ElementId = row.ElementId,
            Order = row.Id,
            IsStep = element is Element.JobTask or Element.ScriptTask or Element.DecisionTask
                || (element is Element.CatchEvent && row.Kind == ElementEventKind.Activated),
        };
    }

    public string Name(string elementId) => pages.Name(elementId, process?.Find(elementId)?.Name);

    /// <summary>What a mail is called: its own text, else its purpose.</summary>
    public string Mail(string purpose) => pages.Name(string.Create(CultureInfo.InvariantCulture, $"mail.{purpose}"), purpose);

    private string? Activated(Element? element) => element switch
    {
        Element.UserTask => InstanceTexts.TaskOpened.With(Name(element.Id)),
        Element.CatchEvent { Name: not null } => InstanceTexts.Waiting.With(Name(element.Id)),
        _ => null,
    };

    private string? Completed(Element? element, string? by) => element switch
    {
        Element.UserTask when by is not null => InstanceTexts.TaskDoneBy.With(Name(element.Id), Person(by)),
        Element.UserTask => InstanceTexts.TaskDone.With(Name(element.Id)),
        null or Element.ExclusiveGateway or Element.ParallelGateway or Element.InclusiveGateway => null,
        { Name: null } => null,
        _ => Name(element.Id),
    };

    private string Person(string? username) => username is null ? "" : names.Of(username);
}
