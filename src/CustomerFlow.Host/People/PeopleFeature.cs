namespace CustomerFlow.Host.People;

/// <summary>Who works here: teams, supervisors, absences.</summary>
internal static class PeopleFeature
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PeopleNames>();
        builder.Services.AddScoped<PeopleQueries>();
        builder.Services.AddScoped<ChangePerson>();
        builder.Services.AddScoped<AdministerPeople>();
        builder.Services.AddScoped<EndOfWork>();
        builder.Services.AddScoped<TeamQueries>();
        builder.Services.AddScoped<ChangeTeam>();
        builder.Services.AddScoped<TeamPages>();
        builder.Services.AddSingleton(new NavigationEntry(
            NavigationGroup.Company, 10, "/people", Icon.People, PeopleTexts.People));
    }
}
