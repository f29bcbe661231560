using System.Collections.Immutable;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;

namespace CustomerFlow.Host.Mail;

/// <summary>What a step has to know to write a mail: plain data, read once, so that the writing itself is pure.</summary>
internal sealed record MailFacts
{
    /// <summary>Texts, forms and mails of the release that the case is pinned to.</summary>
    public required ReleasePages Release { get; init; }

    /// <summary>Where the installation is and what it is called.</summary>
    public required MailSite Site { get; init; }

    public ImmutableArray<MailRecipient> Recipients { get; init; } = [];

    /// <summary>One line that says what the case is about; null when the instance has no case.</summary>
    public string? Subject { get; init; }

    /// <summary>The open task that the mail is about.</summary>
    public MailTask? Task { get; init; }

    public ImmutableArray<RunningClock> Clocks { get; init; } = [];
}

/// <summary>Where the installation is: beginning of links, company name, time zone of dates.</summary>
internal sealed record MailSite(string BaseAddress, string CompanyName, string TimeZoneId)
{
    public string Link(string path) => BaseAddress + path;
}

/// <summary>Somebody who gets a mail.</summary>
/// <param name="Key">Key of the contact or person.</param>
/// <param name="ToCustomer">A contact, else one of us.</param>
/// <param name="Name">How the mail addresses them.</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
/// <param name="Address">Null when there is none that may be used.</param>
internal sealed record MailRecipient(long Key, bool ToCustomer, string Name, string Language, string? Address);

/// <summary>An open task.</summary>
/// <param name="Key">The task.</param>
/// <param name="ElementId">Its element: names come from the release's texts.</param>
/// <param name="DueAt">By when it is to be done.</param>
/// <param name="Assignee">Username.</param>
/// <param name="AssigneeName">Of the assignee, in both languages; null when nobody has it.</param>
internal sealed record MailTask(long Key, string ElementId, DateTimeOffset? DueAt, string? Assignee, Text? AssigneeName);
