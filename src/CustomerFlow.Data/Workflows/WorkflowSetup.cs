using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Data.Workflows;

/// <summary>Registers the engine.</summary>
public static class WorkflowSetup
{
    /// <summary>
    /// Registers turns, operations and releases. The host registers its <see cref="InlineStep"/>s and <see cref="JobHandler"/>s as such,
    /// and <see cref="BusinessClock"/>, <see cref="KeyBlocks"/>, protection and the database as <c>AddData</c> does.
    /// </summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddOptions<WorkflowOptions>().BindConfiguration(WorkflowOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<WorkflowOptions>>().Value);
        services.AddSingleton<InlineSteps>();
        services.AddSingleton<KeyRanges>();
        services.AddSingleton<ReleaseCache>();
        services.AddSingleton<CaseNumbers>();
        services.AddSingleton<MailVault>();
        services.AddSingleton<WakeSignals>();
        services.AddSingleton<TurnTools>();
        services.AddSingleton(provider => new ProcessTurns(provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new UserTasks(
            provider.GetRequiredService<ProcessTurns>(), provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new WorkerJobs(
            provider.GetRequiredService<ProcessTurns>(), provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new Instances(
            provider.GetRequiredService<ProcessTurns>(), provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new Messages(provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new AbsenceCover(provider.GetRequiredService<TurnTools>()));
        services.AddSingleton<Replay>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton(provider => new Drafts(
            provider.GetRequiredService<ReleaseStore>(), provider.GetRequiredService<DbPool>(), provider.GetRequiredService<KeyBlocks>(),
            provider.GetRequiredService<BusinessClock>()));
        services.AddSingleton(provider => new Packs(
            provider.GetRequiredService<ReleaseStore>(), provider.GetRequiredService<Drafts>()));
        services.AddSingleton(provider => new MailQueue(provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new StaffMails(provider.GetRequiredService<TurnTools>()));
        services.AddSingleton(provider => new ReleaseStore(
            provider.GetRequiredService<DbPool>(), provider.GetRequiredService<KeyBlocks>(),
            provider.GetRequiredService<InlineSteps>(), provider.GetRequiredService<BusinessClock>(),
            provider.GetRequiredService<WorkflowOptions>()));
        AddLoops(services);
        return services;
    }

    /// <summary>Lets this node work: without it, it only answers requests.</summary>
    public static IServiceCollection AddWorkflowLoops(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<TimerLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<EventLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<JobLoop>());
        services.AddHostedService<WakeLoop>();
        services.AddHostedService<Housekeeping>();
        return services;
    }

    // Registered by themselves too: a test, and the moved clock, run them step by step.
    private static void AddLoops(IServiceCollection services)
    {
        services.AddSingleton<BatchTurns>();
        services.AddSingleton(provider => new TimerLoop(
            provider.GetRequiredService<BatchTurns>(), provider.GetRequiredService<TurnTools>(),
            provider.GetRequiredService<ILogger<TimerLoop>>()));
        services.AddSingleton(provider => new EventLoop(
            provider.GetRequiredService<BatchTurns>(), provider.GetRequiredService<TurnTools>(),
            provider.GetRequiredService<ILogger<EventLoop>>()));
        services.AddSingleton(provider => new JobLoop(
            provider.GetServices<JobHandler>(), provider.GetRequiredService<WorkerJobs>(), provider.GetRequiredService<ProcessTurns>(),
            provider.GetRequiredService<TurnTools>(), provider.GetRequiredService<ILogger<JobLoop>>()));
        services.AddSingleton(provider => new ClockWalk(
            provider.GetRequiredService<TurnTools>(), provider.GetRequiredService<TimerLoop>(),
            provider.GetRequiredService<EventLoop>(), provider.GetRequiredService<JobLoop>()));
    }
}
