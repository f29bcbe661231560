using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>
/// Reads a team as an assignment of customers sees it: who is there, with the customers of a tier as load and the table's holding limit,
/// or the team's capacity where there is none, as capacity.
/// </summary>
internal sealed class AllocationTeam(AllocationTables tables, Display display)
{
    private static readonly ImmutableArray<string> SeniorRoles = ["lead", "deputy"];

    public async Task<TeamToday> ReadAsync(
        CustomerFlowDb db, string slug, string? skill, string tier, CancellationToken cancellationToken)
    {
        var team = await db.Teams.AsNoTracking().Include(row => row.Members)
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken);
        if (team is null) return new TeamToday(null, 0, []);
        var members = team.Members.Select(member => member.PersonKey).ToArray();
        var away = await AbsenceQueries.OnAsync(db, display.Today, cancellationToken);
        var deputies = away.Where(row => members.Contains(row.PersonKey)).Select(row => row.DeputyKey).OfType<long>().ToArray();
        var people = await db.People.AsNoTracking().Where(row => members.Contains(row.Key) || deputies.Contains(row.Key))
            .OrderBy(row => row.UserName).ToListAsync(cancellationToken);
        var keys = people.Select(row => row.Key).ToArray();
        // Counted past the reader's own reach: the load is the same whoever asks.
        var load = await db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach])
            .Where(row => row.OwnerKey != null && keys.Contains(row.OwnerKey.Value) && row.Tier == tier && row.MergedIntoKey == null)
            .GroupBy(row => row.OwnerKey!.Value).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new TeamToday(slug, await LimitAsync(tier, cancellationToken) ?? team.CapacityPerMember, [.. people.Select(person =>
        {
            var absence = away.FirstOrDefault(row => row.PersonKey == person.Key);
            return new Complaints.TeamPerson(person.UserName)
            {
                IsMember = members.Contains(person.Key),
                IsSenior = team.Members.Any(member => member.PersonKey == person.Key && SeniorRoles.Contains(member.Role)),
                IsPresent = person.Active && absence is null,
                MayKnow = skill is null || person.Skills.Contains(skill),
                OpenCases = load.GetValueOrDefault(person.Key),
                Deputy = people.Find(other => other.Key == absence?.DeputyKey)?.UserName,
            };
        })]);
    }

    private async Task<int?> LimitAsync(string tier, CancellationToken cancellationToken)
    {
        var table = await tables.OpenAsync(AllocationTables.PoolLimits, cancellationToken);
        return (int?)table?.Ask(FeelContext.Empty.With("tier", FeelValue.Of(tier)))?.Values.Number("holdingMax");
    }
}
