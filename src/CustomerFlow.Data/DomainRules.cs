using System.Collections.Immutable;

namespace CustomerFlow.Data;

/// <summary>
/// The words that the database itself checks or that more than one feature compares. They are ids, never shown: the texts for people
/// are resources of the pages and the process packs.
/// </summary>
public static class DomainRules
{
    /// <summary>A company or a single person.</summary>
    public static readonly ImmutableArray<string> CustomerKinds = ["company", "person"];

    /// <summary>How a customer came on file.</summary>
    public static readonly ImmutableArray<string> CustomerSources = ["manual", "import", "api", "complaint", "demo"];

    /// <summary>What has fields that are checked by a second person.</summary>
    public static readonly ImmutableArray<string> Records = ["customer", "contact"];

    /// <summary>The life of a change that waits for its check.</summary>
    public static readonly ImmutableArray<string> RecordChangeStates = ["waiting", "applied", "dropped", "replaced"];

    /// <summary>What a file that is imported holds.</summary>
    public static readonly ImmutableArray<string> ImportKinds = ["customers", "purchases"];

    /// <summary>The life of an import.</summary>
    public static readonly ImmutableArray<string> ImportStates =
        ["mapping", "checking", "ready", "running", "done", "cancelled", "failed"];

    /// <summary>What becomes of a line of it.</summary>
    public static readonly ImmutableArray<string> ImportRowStates = ["unchecked", "new", "changed", "unchanged", "skipped", "bad"];

    /// <summary>What a contact decides or does at the customer.</summary>
    public static readonly ImmutableArray<string> ContactRoles =
        ["decision-maker", "purchasing", "finance", "technical", "user", "family", "other"];

    /// <summary>High value, normal, low.</summary>
    public static readonly ImmutableArray<string> Tiers = ["high", "normal", "low"];

    /// <summary>Stages of a customer's life, from prospect to lost.</summary>
    public static readonly ImmutableArray<string> Stages = ["prospect", "first-purchase", "loyal", "at-risk", "lost"];

    /// <summary>Why a customer changes hands.</summary>
    public static readonly ImmutableArray<string> TransferReasons =
    [
        "workload", "expertise", "customer-wish", "territory", "leave", "assigned", "claimed", "given-back", "dormant", "handover",
        "other",
    ];

    /// <summary>How a customer changes hands.</summary>
    public static readonly ImmutableArray<string> TransferWays =
        ["manual", "proposal", "claim", "give-back", "recall", "rule", "rebalance", "handover"];

    /// <summary>What came of it; in the pool there is nothing to wait for.</summary>
    public static readonly ImmutableArray<string> TransferOutcomes =
        ["waiting", "contacted", "no-contact", "settled", "confirmed", "waived"];

    /// <summary>The languages that everything exists in.</summary>
    public static readonly ImmutableArray<string> Languages = ["zh", "en"];

    /// <summary>How much harm a complaint reports.</summary>
    public static readonly ImmutableArray<string> Severities = ["low", "normal", "high", "critical"];

    /// <summary>The categories that the product ships; a process owner may add more, so the database checks only their form.</summary>
    public static readonly ImmutableArray<string> ComplaintCategories =
        ["product", "service", "delivery", "billing", "after-sales", "privacy", "safety", "media", "regulator", "other"];

    /// <summary>Categories that bypass triage: a duty person at once, the clock around the clock.</summary>
    public static readonly ImmutableArray<string> UrgentCategories = ["safety", "media", "regulator"];

    /// <summary>The ways in which a customer reaches us or we reach a customer.</summary>
    public static readonly ImmutableArray<string> Channels =
        ["web", "mail", "phone", "visit", "counter", "social", "chat", "message", "sms", "letter", "api"];

    /// <summary>What a person has within a team.</summary>
    public static readonly ImmutableArray<string> TeamRoles = ["member", "lead", "deputy"];

    /// <summary>What a contact can allow or forbid; <see cref="Everything"/> stands for all of them.</summary>
    public static readonly ImmutableArray<string> ContactPurposes = ["survey", "care", "follow-up", "winback", "marketing", Everything];

    /// <summary>The word for all channels or all purposes in a do-not-contact mark.</summary>
    public const string Everything = "all";

    /// <summary>The life of an invitation to a survey.</summary>
    public static readonly ImmutableArray<string> InvitationStates = ["open", "answered", "expired", "withdrawn"];

    /// <summary>What a link that is sent to a customer may do.</summary>
    public static readonly ImmutableArray<string> LinkPurposes = ["status", "decision", "survey", "unsubscribe", "details"];

    /// <summary>The sign-in roles.</summary>
    public static readonly ImmutableArray<string> Roles = ["admin", "process-owner", "manager", "staff", "auditor", "operator"];

    /// <summary>The SQL of a check that a column holds one of the words.</summary>
    internal static string OneOf(string column, ImmutableArray<string> words) =>
        $"{column} in ({string.Join(", ", words.Select(w => $"'{w}'"))})";
}
