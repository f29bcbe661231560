using CustomerFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

internal sealed record TeamPerson(long Key, Text Name, string Role, bool Active);

internal sealed record TeamLine(long Key, string Slug, Text Name, string CalendarId, int Capacity, IReadOnlyList<TeamPerson> Members);

internal sealed record TeamChoice(long Key, Text Name);

/// <summary>Reads teams with their members. A company has some dozens of teams: they are read as a whole.</summary>
internal sealed class TeamQueries(CustomerFlowDb db)
{
    private const int TeamsMax = 500;

    public async Task<IReadOnlyList<TeamLine>> ListAsync(CancellationToken cancellationToken) =>
        await db.Teams.AsNoTracking().OrderBy(team => team.Slug).Take(TeamsMax).Select(team => new TeamLine(
            team.Key, team.Slug, new Text(team.NameZh, team.NameEn), team.CalendarId, team.CapacityPerMember,
            team.Members.Join(db.People, member => member.PersonKey, person => person.Key, (member, person) => new { member, person })
                .OrderBy(pair => pair.member.Role == "lead" ? 0 : 1).ThenBy(pair => pair.person.Key)
                .Select(pair => new TeamPerson(
                    pair.person.Key, new Text(pair.person.NameZh, pair.person.NameEn), pair.member.Role, pair.person.Active))
                .ToList())).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<TeamChoice>> ChoicesAsync(CancellationToken cancellationToken) =>
        await db.Teams.AsNoTracking().OrderBy(team => team.Slug).Take(TeamsMax)
            .Select(team => new TeamChoice(team.Key, new Text(team.NameZh, team.NameEn))).ToListAsync(cancellationToken);
}
