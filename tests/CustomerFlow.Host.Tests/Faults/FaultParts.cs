using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Tests.Faults;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: HostingStartup(typeof(FaultParts))]

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>
/// What the kill tests add to the product's own program when they run it: one inline step, one background handler, and a door for the
/// driver. Loaded only by a process whose environment names this assembly as a hosting start-up.
/// </summary>
public sealed class FaultParts : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddSingleton<InlineStep, FaultMailStep>();
        services.AddSingleton<JobHandler, FaultWork>();
        services.AddSingleton<IStartupFilter, FaultDoor>();
        services.AddHostedService<EndWithParent>();
    });

    /// <summary>Queues one mail whose outcome the process waits for.</summary>
    private sealed class FaultMailStep() : InlineStep<string>(FaultProcess.MailStep)
    {
        public override Task<string> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
            Task.FromResult(((FeelText)input.Variables.Get("order")).Value);

        public override StepOutcome Decide(string record, StepInput input, DateTimeOffset now) => StepOutcome.With(
        [
            new StepEffect.QueueMail(
                "fault", ToCustomer: true, input.InstanceKey, "en",
                new MailText($"{record}@example.org", "A customer", record, "<p>Received.</p>", "Received."), null,
                new MailMessages(record, FaultProcess.MailSettled, FaultProcess.MailSettled)),
        ]);
    }

    /// <summary>Background work that says in the case that it was done.</summary>
    private sealed class FaultWork() : JobHandler(FaultProcess.WorkType)
    {
        public override Task<JobAnswer> HandleAsync(JobRow job, CancellationToken cancellationToken) =>
            Task.FromResult<JobAnswer>(new JobAnswer.Completed(FeelContext.Empty.With("worked", FeelValue.Of("yes"))));
    }

    /// <summary>Ends the node when the test process that started it is gone.</summary>
    private sealed class EndWithParent(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await using var parent = Console.OpenStandardInput();
            await parent.CopyToAsync(Stream.Null, stoppingToken);
            lifetime.StopApplication();
        }
    }
}

/// <summary>Answers the driver: each path is one call into the engine, as a feature of the product would make it.</summary>
internal sealed class FaultDoor(
    ProcessTurns turns, UserTasks tasks, Messages messages, ReleaseStore releases, KeyBlocks keys) : IStartupFilter
{
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);
    private static readonly TurnActor Agent = new("agent", "person:7");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/faults", branch => branch.Run(AnswerAsync));
        next(app);
    };

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        var none = context.RequestAborted;
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync(none);
        context.Response.StatusCode = parts[1] switch
        {
            "start" => await StartAsync(parts[2], none),
            "claim" => Status(await tasks.ClaimAsync(Key(parts[2]), Agent, none)),
            "complete" => Status(await tasks.CompleteAsync(Key(parts[2]), Variables(body), Agent, null, none)),
            "message" => await PublishAsync(parts[2], parts[3], Variables(body), none),
            "deploy" => await DeployAsync(parts[2], body, none),
            "walk" => await WalkAsync(context.RequestServices, none),
            _ => StatusCodes.Status404NotFound,
        };
    }

    private static FeelContext Variables(string body) =>
        body.Length == 0 ? FeelContext.Empty.With("done", FeelValue.Of("yes")) : FeelJson.ParseObject(body);

    /// <summary>Lets business time pass until something is due, and the half day after it.</summary>
    private static async Task<int> WalkAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var clock = services.GetRequiredService<BusinessClock>();
        if (await services.GetRequiredService<TimerLoop>().NextDueAsync(cancellationToken) is not { } due)
            return StatusCodes.Status409Conflict;
        var from = due > clock.Now ? due : clock.Now;
        await services.GetRequiredService<ClockWalk>().WalkToAsync(from + HalfDay, null, cancellationToken);
        return StatusCodes.Status200OK;
    }

    private static long Key(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static int Status(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Done => StatusCodes.Status200OK,
        TaskOutcome.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The business row and the first steps, in one commit; a repeated order is refused by the row's unique number.</summary>
    private async Task<int> StartAsync(string order, CancellationToken cancellationToken)
    {
        var key = await keys.NextAsync(cancellationToken);
        var start = new StartRequest(FaultProcess.Id, FeelContext.Empty.With("order", FeelValue.Of(order)));
        try
        {
            var outcome = await turns.StartAsync(start, Agent, turn =>
            {
                turn.Db.Add(new Customer { Key = key, Number = order, CreatedAt = turn.Now }.Rename(order));
                return Task.CompletedTask;
            }, cancellationToken);
            return outcome is StartOutcome.Started ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        }
        catch (DbUpdateException exception) when (exception.InnerException is Npgsql.PostgresException { SqlState: "23505" })
        {
            return StatusCodes.Status409Conflict;
        }
    }

    private async Task<int> PublishAsync(string name, string order, FeelContext variables, CancellationToken cancellationToken)
    {
        var request = new MessageRequest(name, order, variables, TimeSpan.FromHours(1), $"{name} {order}");
        return await messages.PublishAsync(request, cancellationToken) switch
        {
            PublishOutcome.Published => StatusCodes.Status200OK,
            PublishOutcome.AlreadyPublished => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
    }

    private async Task<int> DeployAsync(string name, string xml, CancellationToken cancellationToken)
    {
        var publication = new Publication(name, [new ResourceFile($"{name}.bpmn", Encoding.UTF8.GetBytes(xml))], ReleaseOrigin.Api, "owner");
        return await releases.DeployAsync(publication, cancellationToken) switch
        {
            DeployOutcome.Published => StatusCodes.Status200OK,
            DeployOutcome.Unchanged => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
