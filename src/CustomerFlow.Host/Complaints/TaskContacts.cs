using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// A task that was a contact with the customer files it when it is completed. Its headers say so: <c>contact</c> (the channel),
/// <c>contactNote</c> (the answer that tells what came of it), <c>contactUnless</c> (<c>reached:no</c>: that answer means nobody was reached).
/// </summary>
internal sealed class TaskContacts(PersonContacts contacts, CurrentPerson me)
{
    private const string ChannelHeader = "contact";
    private const string NoteHeader = "contactNote";
    private const string UnlessHeader = "contactUnless";

    public async Task NoteAsync(InstanceTurn turn, FeelContext answers, CancellationToken cancellationToken)
    {
        if (turn.Task is not { Headers: { } json } task) return;
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        if (headers.GetValueOrDefault(ChannelHeader) is not { } channel || !DomainRules.Channels.Contains(channel)) return;
        if (await PersonContacts.CaseAsync(turn, cancellationToken) is not { } about) return;
        var unless = headers.GetValueOrDefault(UnlessHeader)?.Split(':');
        var isReached = unless is not [var name, var value] || answers.Text(name) != value;
        var note = headers.GetValueOrDefault(NoteHeader) is { } noted ? answers.Text(noted) : null;
        var contact = new PersonContact(channel, Inbound: false, isReached, me.Scope.PersonKey, me.Username, null, note);
        await contacts.NoteAsync(turn, about, contact, task.ElementId, task.ElementInstanceKey, cancellationToken);
    }
}
