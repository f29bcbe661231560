using CustomerFlow.Data;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.People;

/// <summary>What came of a change.</summary>
internal abstract record PersonChange
{
    private PersonChange()
    {
    }

    public sealed record Saved : PersonChange;

    public sealed record NotFound : PersonChange;

    public sealed record Refused(Text Why) : PersonChange;
}

/// <summary>Changes who is above whom and who is away. The rules are the same from every page and endpoint.</summary>
internal sealed class ChangePerson(CustomerFlowDb db, KeyBlocks keys)
{
    private const int LevelsMax = 50;

    public async Task<PersonChange> AddAbsenceAsync(
        long personKey, DateOnly? firstDay, DateOnly? lastDay, long? deputyKey, CancellationToken cancellationToken)
    {
        if (firstDay is not { } first || lastDay is not { } last) return new PersonChange.Refused(PeopleTexts.DaysMissing);
        if (last < first) return new PersonChange.Refused(PeopleTexts.DaysReversed);
        if (deputyKey == personKey) return new PersonChange.Refused(PeopleTexts.DeputySelf);
        if (!await db.People.AnyAsync(person => person.Key == personKey, cancellationToken)) return new PersonChange.NotFound();
        if (deputyKey is { } deputy && !await db.People.AnyAsync(person => person.Key == deputy && person.Active, cancellationToken))
            return new PersonChange.NotFound();
        var overlaps = await db.Absences.AnyAsync(
            absence => absence.PersonKey == personKey && absence.FirstDay <= last && absence.LastDay >= first, cancellationToken);
        if (overlaps) return new PersonChange.Refused(PeopleTexts.AbsenceOverlaps);
        db.Absences.Add(new Absence
        {
            Key = await keys.NextAsync(cancellationToken), PersonKey = personKey, FirstDay = first, LastDay = last, DeputyKey = deputyKey,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new PersonChange.Saved();
    }

    public async Task<PersonChange> RemoveAbsenceAsync(long personKey, long absenceKey, CancellationToken cancellationToken)
    {
        var absence = await db.Absences.SingleOrDefaultAsync(row => row.Key == absenceKey && row.PersonKey == personKey, cancellationToken);
        if (absence is null) return new PersonChange.NotFound();
        db.Absences.Remove(absence);
        await db.SaveChangesAsync(cancellationToken);
        return new PersonChange.Saved();
    }

    public async Task<PersonChange> SetSupervisorAsync(long personKey, long? supervisorKey, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleOrDefaultAsync(row => row.Key == personKey, cancellationToken);
        if (person is null) return new PersonChange.NotFound();
        if (await IsCircleAsync(personKey, supervisorKey, cancellationToken)) return new PersonChange.Refused(PeopleTexts.SupervisorLoop);
        person.SupervisorKey = supervisorKey;
        await db.SaveChangesAsync(cancellationToken);
        return new PersonChange.Saved();
    }

    /// <summary>Whether the person would end up above themselves: an escalation climbs until somebody acts, there for ever.</summary>
    public async Task<bool> IsCircleAsync(long personKey, long? supervisorKey, CancellationToken cancellationToken)
    {
        var above = supervisorKey;
        for (var level = 0; above is { } key && level < LevelsMax; level++)
        {
            if (key == personKey) return true;
            above = await db.People.Where(row => row.Key == key).Select(row => row.SupervisorKey).SingleOrDefaultAsync(cancellationToken);
        }

        return false;
    }
}
