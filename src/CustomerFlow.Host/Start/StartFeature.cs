using CustomerFlow.Data;

namespace CustomerFlow.Host.Start;

/// <summary>From nothing to a running company: people, demo mode, health, and a word to the operator.</summary>
internal static class StartFeature
{
    public static void AddStart(this WebApplicationBuilder builder, DatabaseServer database)
    {
        var services = builder.Services;
        services.AddOptions<DemoOptions>()
            .Configure<IHostEnvironment>((demo, environment) => demo.Enabled = environment.IsDevelopment())
            .BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(database);
        services.AddSingleton<SetupLink>();
        services.AddScoped<DemoCompany>();
        services.AddSingleton(ShippedTeams.Load(Path.Combine(AppContext.BaseDirectory, "workflows")));
        services.AddScoped<NewPeople>();
        services.AddHostedService<DemoGuard>();
        services.AddHostedService<StartMessage>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [DatabaseHealth.ReadyTag]);
    }

    public static void MapStart(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(DatabaseHealth.ReadyTag) }).AllowAnonymous();
    }
}
