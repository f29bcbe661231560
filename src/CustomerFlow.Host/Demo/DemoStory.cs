using CustomerFlow.Host.Complaints;

namespace CustomerFlow.Host.Demo;

/// <summary>A customer of the demo and whom to write to there.</summary>
internal sealed record DemoCustomer(string Id, string Name, string Kind, string Tier, string Stage, string Language, string Contact)
{
    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Username of who looks after it; null is the public pool.</summary>
    public string? Owner { get; init; }

    public string? Industry { get; init; }

    public string? Region { get; init; }

    /// <summary>Who looked after it before, the oldest first.</summary>
    public IReadOnlyList<DemoHand> Hands { get; init; } = [];
}

/// <summary>One change of hands in the demo's past, before its first complaint.</summary>
/// <param name="From">Username; null is the public pool.</param>
/// <param name="DaysBefore">Days before the demo's past begins.</param>
/// <param name="Reason">Why.</param>
/// <param name="Way">How.</param>
/// <param name="By">Who decided; null for a job.</param>
internal sealed record DemoHand(string? From, int DaysBefore, string Reason, string Way, string? By)
{
    public string? Note { get; init; }

    /// <summary>Days later on which the new owner called; null when nobody did.</summary>
    public int? ContactedAfter { get; init; }
}

/// <summary>A complaint of the demo's past: when it came, what was said, and what people did about it.</summary>
/// <param name="Id">Marks the case, so that it is opened once.</param>
/// <param name="Customer">Id of who complains.</param>
/// <param name="Ago">Working days before today on which it came.</param>
/// <param name="At">Time of the company's day.</param>
/// <param name="Said">What was said; the contact is filled in.</param>
internal sealed record DemoStory(string Id, string Customer, int Ago, TimeOnly At, NewComplaint Said)
{
    /// <summary>Username of the person whom it names.</summary>
    public string? Names { get; init; }

    public IReadOnlyList<DemoAct> Acts { get; init; } = [];
}

/// <summary>What somebody does about a case; a closed family.</summary>
internal abstract record DemoAct
{
    private DemoAct()
    {
    }

    /// <summary>Working days after the complaint came.</summary>
    public int After { get; init; }

    public TimeOnly At { get; init; }

    /// <summary>The task is completed by who has it, else by the person named.</summary>
    public sealed record Done(string Task, string By, string Answers) : DemoAct;

    /// <summary>The customer answers the decision by its link.</summary>
    public sealed record Decides(string Answer, string? Reason = null) : DemoAct;

    /// <summary>The customer says something more on the status page.</summary>
    public sealed record Tells(string Text) : DemoAct;

    /// <summary>The customer answers the survey: the same figure for all questions of one to five.</summary>
    public sealed record Scores(int Satisfaction, int Recommendation, string Comment) : DemoAct;
}
