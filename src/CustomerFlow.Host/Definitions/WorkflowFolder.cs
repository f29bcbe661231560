using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Start;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Definitions;

/// <summary>The folder that the product ships its workflows in: calendars are read from it, packs are published from it.</summary>
internal sealed class WorkflowFolder(IConfiguration configuration)
{
    private const string Key = "Workflows:Folder";
    private const string CalendarFolder = "calendars";

    /// <summary>As configured, else beside the program.</summary>
    public string Path { get; } = configuration[Key] is { Length: > 0 } configured
        ? System.IO.Path.GetFullPath(configured)
        : System.IO.Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>All working calendars. One that cannot be read stops the start: due times would silently be wrong.</summary>
    public CalendarSet ReadCalendars()
    {
        var folder = System.IO.Path.Combine(Path, CalendarFolder);
        if (!Directory.Exists(folder))
            throw new StartRefusedException($"There is no folder {folder}. Set {Key} to the folder of the workflows.");
        var reading = CalendarReader.Read(Directory.EnumerateFiles(folder, "*.json").ToDictionary(
            file => System.IO.Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal));
        return reading.Problems is [var problem, ..]
            ? throw new StartRefusedException($"Calendar {problem.Path}: {problem.Sentence.En}")
            : reading.Calendars;
    }
}

/// <summary>Gives the engine the company's time zone and what its expressions may call.</summary>
internal sealed class EngineSettings(CalendarSet calendars, IOptions<AppOptions> app) : IPostConfigureOptions<WorkflowOptions>
{
    public void PostConfigure(string? name, WorkflowOptions options)
    {
        options.TimeZoneId = app.Value.TimeZone;
        options.Functions = FeelFunctions.Empty.WithWorkingTime(calendars);
    }
}

/// <summary>Publishes the shipped packs that are new or changed.</summary>
internal sealed class DeployPacks(Packs packs, WorkflowFolder folder)
{
    /// <summary>A pack with errors stops the start: it would be an installation without its workflows.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var outcome in await packs.LoadAsync(folder.Path, cancellationToken))
        {
            if (outcome is not PackOutcome.Refused refused) continue;
            var problem = refused.Problems[0];
            throw new StartRefusedException(
                $"The workflow {refused.Name} has errors: {problem.Resource} {problem.ElementId}: {problem.En}");
        }
    }
}
