namespace CustomerFlow.Data.Complaints;

/// <summary>What a customer complains about: the business side of a case of the complaint process.</summary>
public sealed class Complaint
{
    /// <summary>The key of the process instance and so of the case.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The customer.</summary>
    public long CustomerKey { get; set; }

    /// <summary>Who complained.</summary>
    public long? ContactKey { get; set; }

    /// <summary>One line that lists show. Emptied when the contact is erased.</summary>
    public required string Subject { get; set; }

    /// <summary>The data subject whose key seals the texts: the contact, or the customer when there is none.</summary>
    public long SealedFor { get; init; }

    /// <summary>What happened, sealed.</summary>
    public byte[]? DescriptionSealed { get; set; }

    /// <summary>What the customer asks for, sealed.</summary>
    public byte[]? RemedyWantedSealed { get; set; }

    /// <summary>One of <see cref="DomainRules.ComplaintCategories"/>, or one that the process owner added.</summary>
    public required string Category { get; set; }

    /// <summary>One of <see cref="DomainRules.Severities"/>.</summary>
    public string Severity { get; set; } = "normal";

    /// <summary>The amount in dispute, in the company's currency.</summary>
    public decimal? Amount { get; set; }

    /// <summary>One of <see cref="DomainRules.Channels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>The language to answer in: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When the customer told us. It starts the clock, and every change of it is audited.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When it was typed in.</summary>
    public DateTimeOffset EnteredAt { get; init; }

    /// <summary>Who typed it in; null for the public form.</summary>
    public long? EnteredByKey { get; init; }

    /// <summary>The product or order it is about.</summary>
    public string? Product { get; set; }

    /// <summary>The team that works on it, once triage has decided.</summary>
    public long? TeamKey { get; set; }

    /// <summary>It names one of us. Change with <see cref="RestrictTo"/>.</summary>
    public bool Restricted { get; private set; }

    /// <summary>
    /// The person it is about: neither that person nor that person's teams see it. Null while it is not known who that is.
    /// </summary>
    public long? NamedPersonKey { get; private set; }

    /// <summary>Who of the next level works on it; sees it even from within a team of the person named.</summary>
    public long? HandlerKey { get; private set; }

    /// <summary>Why it came to this: a code of the cause tree. Needed to close.</summary>
    public string? CauseCode { get; private set; }

    /// <summary>How it ended: <c>resolved</c>, <c>unresolved</c>, <c>withdrawn</c>, …</summary>
    public string? Outcome { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>Hides the complaint from everyone but the next level: it names one of us, and nobody has said yet whom.</summary>
    public void RestrictUntilNamed(long? handlerKey)
    {
        Restricted = true;
        NamedPersonKey = null;
        HandlerKey = handlerKey;
    }

    /// <summary>Hides the complaint from the person it names and gives it to the next level.</summary>
    public void RestrictTo(long namedPersonKey, long? handlerKey)
    {
        if (namedPersonKey == handlerKey)
            throw new ArgumentException("A complaint is never handled by the person it names.", nameof(handlerKey));

        Restricted = true;
        NamedPersonKey = namedPersonKey;
        HandlerKey = handlerKey;
    }

    /// <summary>Records cause and outcome; a second time only after <see cref="Reopen"/>.</summary>
    public ConcludeOutcome Conclude(string causeCode, string outcome)
    {
        if (Outcome is { } known)
            return new ConcludeOutcome.AlreadyConcluded(known);
        if (string.IsNullOrWhiteSpace(causeCode))
            return new ConcludeOutcome.CauseMissing();

        CauseCode = causeCode;
        Outcome = outcome;
        return new ConcludeOutcome.Concluded();
    }

    /// <summary>Takes the outcome back; the cause stays as the first guess.</summary>
    public void Reopen() => Outcome = null;
}

/// <summary>The answers of <see cref="Complaint.Conclude"/>.</summary>
public abstract record ConcludeOutcome
{
    private ConcludeOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Concluded : ConcludeOutcome;

    /// <summary>No cause code was given.</summary>
    public sealed record CauseMissing : ConcludeOutcome;

    /// <summary>It was concluded before, with this outcome.</summary>
    public sealed record AlreadyConcluded(string Outcome) : ConcludeOutcome;
}
