using CustomerFlow.Data;
using CustomerFlow.Data.Embedded;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Definitions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerFlow.Host.Start;

/// <summary>Opens the database, brings it up to date, and runs the host until it is told to stop.</summary>
internal static class Launch
{
    private const int Refused = 1;

    /// <summary>Returns the exit code. A start that is refused says why in one sentence instead of a stack.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        using var loggers = LoggerFactory.Create(logging =>
            logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
        try
        {
            await using var database = await DatabaseServer.OpenAsync(
                builder.Configuration, builder.Environment.ContentRootPath, loggers.CreateLogger<DatabaseServer>(), CancellationToken.None);
            await using var app = Program.Compose(builder, database);
            await RunUntilStoppedAsync(app);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{StartTexts.NotStarted} {StartTexts.AddressInUse.With(taken.Message)}");
            return Refused;
        }
        catch (Exception refusal) when (refusal is StartRefusedException or EmbeddedPostgresException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"{StartTexts.NotStarted} {refusal.Message}");
            return Refused;
        }
    }

    private static async Task RunUntilStoppedAsync(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await PrepareAsync(app, stopping);
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it was still starting: that is no failure.
        }
    }

    /// <summary>What must be done before the first request: tables, workflows, roles, and the demo's people or the set-up link.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await DataSetup.MigrateAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        await app.Services.GetRequiredService<BusinessClock>().RefreshAsync(cancellationToken);
        await app.Services.GetRequiredService<DeployPacks>().RunAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoCompany>().PrepareAsync(cancellationToken);
    }
}
