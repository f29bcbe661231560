using CustomerFlow.Data;
using CustomerFlow.Data.People;
using CustomerFlow.Host.Access;
using CustomerFlow.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.People;

/// <summary>Makes and changes teams: names, calendar, members and lead. Open sessions learn of it when they are renewed.</summary>
internal sealed class ChangeTeam(CustomerFlowDb db, KeyBlocks keys, CalendarSet calendars, VerifiedCredentials verified)
{
    private const string LeadRole = "lead";
    private const string MemberRole = "member";

    public async Task<TeamFields?> FieldsAsync(long key, CancellationToken cancellationToken) =>
        await db.Teams.AsNoTracking().Where(team => team.Key == key).Select(team => new TeamFields
        {
            Slug = team.Slug,
            NameZh = team.NameZh,
            NameEn = team.NameEn,
            CalendarId = team.CalendarId,
            Capacity = team.CapacityPerMember,
            Members = team.Members.Select(member => member.PersonKey).ToList(),
            Lead = team.Members.Where(member => member.Role == LeadRole).Select(member => (long?)member.PersonKey).FirstOrDefault(),
            Revision = team.Revision,
        }).SingleOrDefaultAsync(cancellationToken);

    public async Task<Saving> CreateAsync(TeamFields fields, CancellationToken cancellationToken)
    {
        if (PersonRules.Problems(fields, isNew: true) is { Count: > 0 } problems) return new Saving.Refused(problems);
        var slug = fields.Slug!;
        if (await db.Teams.AnyAsync(team => team.Slug == slug, cancellationToken))
            return new Saving.Refused(nameof(fields.Slug), PeopleTexts.SlugTaken);
        var team = new Team { Key = await keys.NextAsync(cancellationToken), Slug = slug, NameZh = "", NameEn = "" };
        db.Add(team);
        return await WriteAsync(team, fields, cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, TeamFields fields, CancellationToken cancellationToken)
    {
        var team = await db.Teams.Include(row => row.Members).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (team is null) return new Saving.NotFound();
        if (PersonRules.Problems(fields, isNew: false) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (team.Revision != fields.Revision) return new Saving.Refused("", PeopleTexts.ChangedMeanwhile);
        return await WriteAsync(team, fields, cancellationToken);
    }

    private async Task<Saving> WriteAsync(Team team, TeamFields fields, CancellationToken cancellationToken)
    {
        // A calendar that was taken away since stays as it is until another one is chosen.
        if (fields.CalendarId != team.CalendarId && !calendars.TryFind(fields.CalendarId, out _))
            return new Saving.Refused(nameof(fields.CalendarId), PeopleTexts.CalendarUnknown);
        var members = fields.Members.Distinct().ToArray();
        if (await db.People.CountAsync(person => members.Contains(person.Key), cancellationToken) != members.Length)
            return new Saving.Refused(nameof(fields.Members), PeopleTexts.MemberUnknown);
        (team.NameZh, team.NameEn) = (fields.NameZh!.Trim(), fields.NameEn!.Trim());
        (team.CalendarId, team.CapacityPerMember) = (fields.CalendarId, fields.Capacity!.Value);
        var changed = members.Except(team.Members.Select(member => member.PersonKey))
            .Concat(team.Members.Select(member => member.PersonKey).Except(members)).ToList();
        db.RemoveRange(team.Members.Where(member => !members.Contains(member.PersonKey)).ToList());
        foreach (var member in team.Members.Where(member => member.Role == LeadRole)) member.Role = MemberRole;
        foreach (var person in members)
        {
            var member = team.Members.FirstOrDefault(row => row.PersonKey == person);
            if (member is null) db.Add(member = new TeamMember { TeamKey = team.Key, PersonKey = person });
            if (person == fields.Lead) member.Role = LeadRole;
        }

        return await SaveAsync(team, changed, cancellationToken);
    }

    private async Task<Saving> SaveAsync(Team team, List<long> changed, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", PeopleTexts.ChangedMeanwhile);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Saving.Refused(nameof(TeamFields.Slug), PeopleTexts.SlugTaken);
        }

        changed.ForEach(verified.Forget);
        return new Saving.Saved(team.Key);
    }
}
