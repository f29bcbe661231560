using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Complaints;

/// <summary>Who gets a case, and why: the people who came into question with what was known of them at that moment.</summary>
/// <param name="Owner">Username; null leaves the case to the group.</param>
/// <param name="Reason">One of the codes below.</param>
/// <param name="Considered">Everybody who was looked at.</param>
internal sealed record CaseAssignment(string? Owner, string Reason, ImmutableArray<TeamPerson> Considered)
{
    public const string LeastLoad = "least-load";
    public const string Deputy = "deputy";
    public const string AboveCapacity = "above-capacity";
    public const string NoSeniorPresent = "no-senior-present";
    public const string NobodyPresent = "nobody-present";

    /// <summary>
    /// Present people who may know of the case; seniors where one is needed and there; the least share of the capacity first. A full
    /// team still takes it: a customer does not wait because everybody is busy, and the reason says so.
    /// </summary>
    public static CaseAssignment Choose(TeamToday team, bool isSeniorNeeded)
    {
        var standIns = team.People.Where(person => person is { IsMember: true, IsPresent: false })
            .Select(person => person.Deputy).ToHashSet();
        var able = team.People
            .Where(person => person is { IsPresent: true, MayKnow: true } && (person.IsMember || standIns.Contains(person.Username)))
            .OrderBy(person => person.OpenCases).ThenBy(person => !person.IsMember)
            .ThenBy(person => person.Username, StringComparer.Ordinal)
            .ToList();
        if (able.Count == 0) return new CaseAssignment(null, NobodyPresent, team.People);
        var seniors = able.Where(person => person.IsSenior || IsDeputyOfSenior(person, team)).ToList();
        var chosen = isSeniorNeeded && seniors.Count > 0 ? seniors[0] : able[0];
        return new CaseAssignment(chosen.Username, ReasonFor(chosen, team, isSeniorNeeded && seniors.Count == 0), team.People);
    }

    /// <summary>As a value of the process, so that the case page can answer "why this person?".</summary>
    public FeelContext Explain(string team, bool isSeniorNeeded) => FeelContext.Empty
        .With("team", FeelValue.Of(team))
        .With("owner", FeelValue.Of(Owner))
        .With("reason", FeelValue.Of(Reason))
        .With("seniorNeeded", FeelValue.Of(isSeniorNeeded))
        // Who may not know of the case is not named in it either.
        .With("considered", FeelValue.Of(Considered.Where(person => person.MayKnow).Select(person => FeelContext.Empty
            .With("person", FeelValue.Of(person.Username))
            .With("openCases", FeelValue.Of((long)person.OpenCases))
            .With("present", FeelValue.Of(person.IsPresent))
            .With("senior", FeelValue.Of(person.IsSenior))
            .With("deputy", FeelValue.Of(person.Deputy)))));

    private static bool IsDeputyOfSenior(TeamPerson person, TeamToday team) =>
        team.People.Any(other => other is { IsSenior: true, IsPresent: false } && other.Deputy == person.Username);

    private static string ReasonFor(TeamPerson chosen, TeamToday team, bool isSeniorMissing)
    {
        if (isSeniorMissing) return NoSeniorPresent;
        if (chosen.OpenCases >= team.CapacityPerMember) return AboveCapacity;
        return chosen.IsMember ? LeastLoad : Deputy;
    }
}
