namespace CustomerFlow.Host.Demo;

/// <summary>Lets people of a demo move business time, to watch reminders, surveys and escalations come.</summary>
internal static class DemoFeature
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<JobsOnTheWay>();
        services.AddSingleton<MailOnTheWay>();
        services.AddSingleton<BusinessWalk>();
        services.AddSingleton<ClockTargets>();
        services.AddSingleton<ClockMover>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockMover>());
    }
}
