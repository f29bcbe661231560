using CustomerFlow.Data;
using CustomerFlow.Data.Embedded;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Start;

/// <summary>From nothing to a running company: database, tables, people, and a word to the operator.</summary>
internal static class StartFeature
{
    private const int Refused = 1;

    public static void AddStart(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DemoOptions>()
            .Configure<IHostEnvironment>((demo, environment) => demo.Enabled = environment.IsDevelopment())
            .BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Database>();
        services.AddSingleton(provider => provider.GetRequiredService<Database>().DataSource);
        services.AddData();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<PublicAddress>();
        services.AddScoped<DemoCompany>();
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

    /// <summary>Prepares the database, then runs until the host is told to stop. Returns the exit code.</summary>
    public static async Task<int> LaunchAsync(this WebApplication app)
    {
        try
        {
            await app.PrepareAsync(app.Lifetime.ApplicationStopping);
            await app.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is StartRefusedException or EmbeddedPostgresException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"{StartTexts.NotStarted} {refusal.Message}");
            return Refused;
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task PrepareAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<Database>().OpenAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoCompany>().PrepareAsync(cancellationToken);
    }
}
