using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Runtime;

/// <summary>What an inline step wants written: a closed family of plain data. A rehearsal reads it and throws it away.</summary>
public abstract record StepEffect
{
    private StepEffect()
    {
    }

    /// <summary>A mail into the outbox; a second one for the same element instance, purpose and recipient is not written.</summary>
    /// <param name="Purpose">What it is for, such as <c>acknowledgement</c>.</param>
    /// <param name="ToCustomer">A contact of a customer, else a person of the company.</param>
    /// <param name="RecipientKey">Key of the contact or person.</param>
    /// <param name="Language"><c>zh</c> or <c>en</c>.</param>
    /// <param name="Text">Address and text; a null address makes the mail fail at once.</param>
    /// <param name="UnsubscribePath">Path of the one-click link, for mails that are not about the recipient's own case.</param>
    /// <param name="Outcome">Which messages tell the process how it went; null for none.</param>
    public sealed record QueueMail(
        string Purpose, bool ToCustomer, long RecipientKey, string Language, MailText Text, string? UnsubscribePath, MailMessages? Outcome)
        : StepEffect;

    /// <summary>The case row of the instance.</summary>
    public sealed record OpenCase(NewCase Case) : StepEffect;

    /// <summary>New values in the case row; what is null stays.</summary>
    public sealed record ChangeCase(CaseChange Change) : StepEffect;

    /// <summary>A target begins to count. An earlier one of that name keeps its own row.</summary>
    public sealed record OpenClock(string Name, string Calendar, TimeSpan Target, DateTimeOffset DueAt) : StepEffect;

    /// <summary>The target stops counting; timers that follow it are held.</summary>
    public sealed record PauseClock(string Name, TimeSpan Left, string Reason) : StepEffect;

    /// <summary>The target counts again; timers that follow it move as far as its due time moves.</summary>
    public sealed record ResumeClock(string Name, DateTimeOffset DueAt) : StepEffect;

    /// <summary>The target was met, or counts no more.</summary>
    public sealed record StopClock(string Name, DateTimeOffset? At = null) : StepEffect;

    /// <summary>Open tasks of the instance go to a person or to groups; null element: all of them.</summary>
    public sealed record AssignTasks(string? ElementId, string? Assignee, ImmutableArray<string>? CandidateGroups) : StepEffect;

    /// <summary>Open tasks of one element get at least this priority.</summary>
    /// <param name="ElementId">The user task.</param>
    /// <param name="Priority">0 to 100.</param>
    public sealed record RaiseTasks(string ElementId, int Priority) : StepEffect;

    /// <summary>A message to other instances and start events.</summary>
    public sealed record PublishMessage(string Name, string CorrelationKey, FeelContext Variables, TimeSpan TimeToLive) : StepEffect;

    /// <summary>A new row of a business table: an entity of the model.</summary>
    public sealed record AddRow(object Entity) : StepEffect;

    /// <summary>New values in a row of a business table, by property name; the row must exist.</summary>
    public sealed record ChangeRow(Type EntityType, long Key, ImmutableDictionary<string, object?> Values) : StepEffect
    {
        /// <summary>The second part of the row's key, where it has two.</summary>
        public string? Part { get; init; }
    }
}

/// <summary>Messages that are published when the outcome of a mail is known (decision 0004).</summary>
/// <param name="CorrelationKey">The case number.</param>
/// <param name="OnDelivered">Name after acceptance by the server; null for none.</param>
/// <param name="OnFailed">Name after a final refusal, a bounce, or without an address; null for none.</param>
public sealed record MailMessages(string CorrelationKey, string? OnDelivered, string? OnFailed);

/// <summary>Address and text of a mail. Kept encrypted, and only until it was sent.</summary>
/// <param name="Address">Mailbox, or null when the recipient has none.</param>
/// <param name="Name">Display name, may be empty.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Plain">The plain part.</param>
public sealed record MailText(string? Address, string Name, string Subject, string Html, string Plain);

/// <summary>The first values of a case row.</summary>
public sealed record NewCase(string Number, string Type, string Title, string Status, DateTimeOffset ReceivedAt)
{
    /// <summary>The customer.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>The person to write to.</summary>
    public long? ContactKey { get; init; }

    /// <summary>Username of who is responsible.</summary>
    public string? Owner { get; init; }

    /// <summary>Slug of the team that is responsible.</summary>
    public string? Team { get; init; }

    /// <summary>0 to 100.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>By when it is to be solved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Declared fields for lists and reports.</summary>
    public FeelContext Fields { get; init; } = FeelContext.Empty;
}

/// <summary>New values of a case row; null keeps the old one.</summary>
public sealed record CaseChange
{
    /// <summary>One line that says what it is about.</summary>
    public string? Title { get; init; }

    /// <summary>The customer.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>The person to write to.</summary>
    public long? ContactKey { get; init; }

    /// <summary>Username of who is responsible.</summary>
    public string? Owner { get; init; }

    /// <summary>Slug of the team that is responsible.</summary>
    public string? Team { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Status { get; init; }

    /// <summary>How it ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>By when it is to be solved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A person's first contact; an earlier one is kept.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Closed now (true) or opened again (false).</summary>
    public bool? IsClosed { get; init; }

    /// <summary>Fields to add or replace.</summary>
    public FeelContext? Fields { get; init; }
}
