using System.Collections.Immutable;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// <c>cf:assign-case</c>: the person of the team who is there and has the least open work; absent people's deputies stand in.
/// </summary>
internal sealed class AssignCaseStep(CompanyDay day) : InlineStep<TeamToday>("cf:assign-case")
{
    private static readonly ImmutableArray<string> SeniorRoles = ["lead", "deputy"];

    public override async Task<TeamToday> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var slug = input.Variables.Text("team");
        var team = await reader.Db.Teams.AsNoTracking().Include(row => row.Members)
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (team is null) return new TeamToday(null, 0, []);
        var memberKeys = team.Members.Select(member => member.PersonKey).ToArray();
        var away = await AbsenceQueries.OnAsync(reader.Db, day.Today, cancellationToken);
        var deputyKeys = away.Where(row => memberKeys.Contains(row.PersonKey)).Select(row => row.DeputyKey).OfType<long>().ToArray();
        var people = await reader.Db.People.AsNoTracking().Where(row => memberKeys.Contains(row.Key) || deputyKeys.Contains(row.Key))
            .ToListAsync(cancellationToken);
        var names = people.Select(row => row.UserName).ToArray();
        var load = await reader.Db.Set<CaseRow>().Where(row => row.ClosedAt == null && names.Contains(row.Owner!))
            .GroupBy(row => row.Owner!).Select(group => new { Owner = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Owner, group => group.Count, cancellationToken);
        var hidden = await reader.Db.HiddenCases.Where(row => row.InstanceKey == input.InstanceKey).Select(row => row.PersonKey)
            .ToListAsync(cancellationToken);
        return new TeamToday(slug, team.CapacityPerMember, [.. people.OrderBy(row => row.UserName, StringComparer.Ordinal).Select(person =>
        {
            var absence = away.FirstOrDefault(row => row.PersonKey == person.Key);
            return new TeamPerson(person.UserName)
            {
                IsMember = memberKeys.Contains(person.Key),
                IsSenior = team.Members.Any(member => member.PersonKey == person.Key && SeniorRoles.Contains(member.Role)),
                IsPresent = person.Active && absence is null,
                MayKnow = !hidden.Contains(person.Key),
                OpenCases = load.GetValueOrDefault(person.UserName),
                Deputy = people.Find(other => other.Key == absence?.DeputyKey)?.UserName,
            };
        })]);
    }

    public override StepOutcome Decide(TeamToday record, StepInput input, DateTimeOffset now)
    {
        if (record.Team is not { } team) return new StepOutcome.Failed("There is no team of that name.");
        var isSeniorNeeded = input.Variables.Flag("senior");
        var choice = CaseAssignment.Choose(record, isSeniorNeeded);
        var priority = (int?)input.Variables.Number("priority");
        var result = FeelContext.Empty
            .With("owner", FeelValue.Of(choice.Owner))
            .With("assignment", choice.Explain(team, isSeniorNeeded));
        return new StepOutcome.Completed(result, [new StepEffect.ChangeCase(new CaseChange
        {
            Owner = choice.Owner, Team = team, Priority = priority, Status = CaseStatus.Investigating,
        })]);
    }
}

/// <summary>A team as it stands on the day of an assignment, with everybody who may come into question.</summary>
/// <param name="Team">Its slug; null when there is no such team.</param>
/// <param name="CapacityPerMember">How many open cases one person should have at most.</param>
/// <param name="People">Members and the deputies of absent members, by username.</param>
internal sealed record TeamToday(string? Team, int CapacityPerMember, ImmutableArray<TeamPerson> People);

/// <summary>A person who may be given the case.</summary>
internal sealed record TeamPerson(string Username)
{
    /// <summary>False for a deputy from another team.</summary>
    public bool IsMember { get; init; } = true;

    /// <summary>Leads the team or stands in for its lead.</summary>
    public bool IsSenior { get; init; }

    public bool IsPresent { get; init; } = true;

    /// <summary>False when the case names this person or a colleague in one of the person's teams.</summary>
    public bool MayKnow { get; init; } = true;

    public int OpenCases { get; init; }

    /// <summary>Who stands in while this person is away.</summary>
    public string? Deputy { get; init; }
}
