using CustomerFlow.Workflows.Calendars;

namespace CustomerFlow.Host.People;

/// <summary>What can be chosen in the form of a team.</summary>
internal sealed class TeamPages(PeopleNames names, CalendarSet calendars)
{
    public async Task<TeamForm> FormAsync(TeamFields fields, bool isNew, CancellationToken cancellationToken) => new(
        fields, isNew, await names.ColleaguesAsync(cancellationToken),
        [.. calendars.Calendars.Values.Select(calendar => (calendar.Id, new Text(calendar.Name.Zh, calendar.Name.En)))]);
}
