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
        services.AddSingleton<DemoMoments>();
        services.AddSingleton<DemoCustomers>();
        services.AddSingleton<DemoRecords>();
        services.AddSingleton<SurveyVoice>();
        services.AddSingleton<DemoActs>();
        services.AddSingleton<DemoHistory>();
        services.AddSingleton<DemoPreparation>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoPreparation>());
    }

    /// <summary>While the clock is set back for the demo's past, what people send waits for the present.</summary>
    public static void UseDemo(this WebApplication app)
    {
        var preparation = app.Services.GetRequiredService<DemoPreparation>();
        app.Use(async (context, next) =>
        {
            var isReading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (!preparation.Finished.IsCompleted && !isReading && !context.Request.Path.StartsWithSegments("/sign-in"))
                await preparation.Finished.WaitAsync(context.RequestAborted);
            await next(context);
        });
    }
}
