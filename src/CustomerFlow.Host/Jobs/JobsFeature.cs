using CustomerFlow.Host.Access;
using Npgsql;
using Quartz;

namespace CustomerFlow.Host.Jobs;

/// <summary>What happens by the calendar: the jobs, when they run, and the page that shows and changes it.</summary>
internal static class JobsFeature
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(ScheduleFile.Load(Path.Combine(AppContext.BaseDirectory, "workflows")));
        services.AddSingleton<JobTriggers>();
        services.AddSingleton<Schedules>();
        services.AddSingleton<JobRuns>();
        services.AddScoped<JobQueries>();
        services.AddScoped<JobCommands>();
        services.AddScoped<StaffMailText>();
        services.AddScoped<TaskDigestText>();
        services.AddScoped<TaskDigest>();
        services.AddScoped<AbsentTasks>();
        services.AddScoped<SurveyLinks>();
        services.AddScoped<SurveyReminders>();
        services.AddScoped<CalendarCoverage>();
        services.AddSingleton(CompanyCalendars.Load(Path.Combine(AppContext.BaseDirectory, "workflows", "calendars")));
        services.AddSingleton(Function<TaskDigest>("task-digest", (job, now, token) => job.SendAsync(now, token)));
        services.AddSingleton(Function<AbsentTasks>("absent-tasks", (job, now, token) => job.HandOverAsync(now, token)));
        services.AddSingleton(Function<SurveyLinks>("survey-links", (job, now, token) => job.CloseExpiredAsync(now, token)));
        services.AddSingleton(Function<SurveyReminders>(SurveyReminders.Id, (job, now, token) => job.RemindAsync(now, token)));
        services.AddSingleton(Function<CalendarCoverage>("calendar-coverage", (job, now, token) => job.WarnAsync(now, token)));
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Operate, 30, "/jobs", Icon.Job, JobTexts.Jobs, Policies.Schedule, OnPhoneBar: true));
        AddScheduler(services);
    }

    /// <summary>The scheduler runs on real time and shares its tables with the other nodes.</summary>
    private static void AddScheduler(IServiceCollection services)
    {
        // Before the scheduler's own service, so that the schema is there when it looks for its tables.
        services.AddHostedService<JobStoreSetup>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "customerflow";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<NpgsqlDataSource>());
                store.ConfigureStore(options => options.TablePrefix = JobStoreSetup.TablePrefix);
                store.UseSystemTextJsonSerializer();
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    internal static JobFunction Function<T>(
        string id, Func<T, DateTimeOffset, CancellationToken, Task<IReadOnlyList<JobFigure>>> run) where T : notnull =>
        new(id, (services, now, token) => run(services.GetRequiredService<T>(), now, token));
}
