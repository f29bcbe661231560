namespace CustomerFlow.Host.People;

/// <summary>The form about a person with what can be chosen in it.</summary>
internal sealed record PersonForm(
    PersonFields Fields, bool IsNew, IReadOnlyList<TeamChoice> Teams, IReadOnlyList<PersonChoice> Others);

/// <summary>The form about a team with what can be chosen in it.</summary>
internal sealed record TeamForm(
    TeamFields Fields, bool IsNew, IReadOnlyList<PersonChoice> People, IReadOnlyList<(string Id, Text Name)> Calendars);
