using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>One file <c>workflows/NAME/scenarios/*.json</c>: a small world, what happens in it, and what must come of it.</summary>
internal sealed record Scenario
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>What it shows, in one sentence.</summary>
    public required string Shows { get; init; }

    /// <summary>Business time at the start.</summary>
    public required DateTimeOffset At { get; init => field = value.ToUniversalTime(); }

    public required ScenarioPeople World { get; init; }

    /// <summary>First variables besides the keys that every case has.</summary>
    public required JsonElement Start { get; init; }

    /// <summary>What becomes of mails by purpose; every other mail is accepted by the server.</summary>
    public Dictionary<string, MailFate> Mails { get; init; } = [];

    public required ScenarioStep[] Steps { get; init; }

    public required ScenarioEnd End { get; init; }

    public static Scenario Read(string path) =>
        JsonSerializer.Deserialize<Scenario>(File.ReadAllText(path), Options) ?? throw new JsonException("The scenario is empty.");
}

/// <summary>What the mail server says.</summary>
internal enum MailFate
{
    Sent,
    Refused,
    Silent,
}

internal sealed record ScenarioPeople
{
    public required ScenarioCustomer Customer { get; init; }

    /// <summary>By username.</summary>
    public Dictionary<string, ScenarioPerson> People { get; init; } = [];

    /// <summary>By slug.</summary>
    public Dictionary<string, ScenarioTeam> Teams { get; init; } = [];
}

internal sealed record ScenarioCustomer(string Contact, string Language)
{
    public string? Email { get; init; } = "customer@example.com";

    public string Tier { get; init; } = "normal";

    /// <summary>When the contact was called about nothing of their own.</summary>
    public DateTimeOffset[] Contacted { get; init; } = [];

    /// <summary>Purposes that the contact forbade.</summary>
    public string[] DoNotContact { get; init; } = [];
}

internal sealed record ScenarioPerson
{
    public string Language { get; init; } = "zh";

    public string? Supervisor { get; init; }

    public DateOnly? AwayFrom { get; init; }

    public DateOnly? AwayUntil { get; init; }

    public string? Deputy { get; init; }

    public bool IsAway(DateOnly day) => AwayFrom <= day && day <= AwayUntil;
}

internal sealed record ScenarioTeam
{
    public string[] Members { get; init; } = [];

    public string? Lead { get; init; }
}

/// <summary>One thing that happens or is looked at; exactly one of the first group is set.</summary>
internal sealed record ScenarioStep
{
    /// <summary>A user task must be open.</summary>
    public string? Task { get; init; }

    /// <summary>A person completes a user task.</summary>
    public string? Complete { get; init; }

    /// <summary>A person tries to complete it and must be refused.</summary>
    public string? Refused { get; init; }

    /// <summary>The customer, or another system, sends a message.</summary>
    public string? Message { get; init; }

    /// <summary>The clock moves on, and everything that is due happens on the way.</summary>
    public DateTimeOffset? Until { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The case as it must stand.</summary>
    public ScenarioCase? Case { get; init; }

    /// <summary>A clock as it must stand.</summary>
    public ScenarioClock? Clock { get; init; }

    /// <summary>The customer answers the survey with this satisfaction, 1 to 5.</summary>
    public short? Score { get; init; }

    /// <summary>… and would recommend us so much, 0 to 10.</summary>
    public short? Recommend { get; init; }

    public SurveyScores? Scores => Score is null && Recommend is null ? null : new SurveyScores(Score, Recommend);

    /// <summary>Who completes, or is refused.</summary>
    public string? By { get; init; }

    /// <summary>Form answers or variables of the message.</summary>
    public JsonElement? With { get; init; }

    /// <summary>Of the task: who has it; empty for nobody.</summary>
    public string? Assignee { get; init; }

    public string[]? Groups { get; init; }

    public DateTimeOffset? Due { get; init; }

    public int? Priority { get; init; }
}

internal sealed record ScenarioCase
{
    public string? Status { get; init; }

    public string? Outcome { get; init; }

    public string? Owner { get; init; }

    public string? Team { get; init; }

    public DateTimeOffset? Due { get; init; }
}

internal sealed record ScenarioClock(string Name)
{
    public DateTimeOffset? Due { get; init; }

    public bool Paused { get; init; }

    public bool Stopped { get; init; }

    public bool? Late { get; init; }
}

/// <summary>What must have come of it.</summary>
internal sealed record ScenarioEnd
{
    public required bool Ended { get; init; }

    /// <summary>Elements that were completed, in this order, others may lie between them.</summary>
    public required string[] Path { get; init; }

    /// <summary>Elements that must not have been entered.</summary>
    public string[] Never { get; init; } = [];

    /// <summary>All mails in order: purpose, recipient, language.</summary>
    public required string[] Mails { get; init; }

    public ScenarioCase? Case { get; init; }

    public ScenarioClock[] Clocks { get; init; } = [];
}

/// <summary>What a customer chose on the two scales of the survey.</summary>
internal sealed record SurveyScores(short? Satisfaction, short? Recommendation);
