namespace CustomerFlow.Host.Complaints;

/// <summary>Who complains, as they said it themselves.</summary>
internal sealed record NewContact(string? Name, string? Email, string? Phone);

/// <summary>A complaint as it arrives, by whatever way: nothing of it has been checked yet.</summary>
internal sealed record NewComplaint(
    string? Subject, string? Description, string? Category, string? Severity, decimal? Amount, string? Channel, string? Language,
    NewContact? Contact)
{
    public string? Product { get; init; }

    public string? RemedyWanted { get; init; }

    /// <summary>When the customer told us; null means just now. It starts the clocks.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>A customer whom we know already; null lets the contact's addresses decide.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>A contact of that customer whom we know already; the addresses are not needed then.</summary>
    public long? ContactKey { get; init; }

    /// <summary>It is about the conduct of one of us, who must not see it.</summary>
    public bool NamesEmployee { get; init; }

    /// <summary>Who that is, where it is known.</summary>
    public long? NamedPersonKey { get; init; }

    /// <summary>Who typed it in; null when the customer did.</summary>
    public long? EnteredByKey { get; init; }
}

/// <summary>One thing that is wrong with what arrived: which field, and what to do about it.</summary>
internal sealed record ComplaintProblem(string Field, Text Sentence);
