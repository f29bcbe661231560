using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;

namespace CustomerFlow.Workflows.Tests.Simulation;

/// <summary>Random processes under random events, from seeds. A seed that fails belongs here as a test of its own.</summary>
public sealed class RandomProcessTests
{
    private const int StepsMax = 60;
    private static readonly string[] Names = ["red", "green", "blue"];

    public static TheoryData<int> Hundreds => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void Whatever_happens_the_books_are_right_and_a_replay_gives_the_same(int hundred)
    {
        for (var seed = hundred * 100; seed < (hundred + 1) * 100; seed++)
        {
            var problem = Record.Exception(() => Run(seed));

            Assert.True(problem is null, $"seed {seed}: {problem}");
        }
    }

    private static void Run(int seed)
    {
        var random = new Random(seed);
        var simulator = new ProcessSimulator(ProcessRun.Morning, "Asia/Shanghai");
        simulator.Deploy(new ReleaseContent(1, [new RandomProcess(seed).Build().Build()], []));
        var key = simulator.Start("process", A.Variables("""{"n":0}"""));
        Invariants.Check(simulator);
        for (var i = 0; i < StepsMax && !simulator.State(key).IsEnded; i++)
        {
            Happen(simulator, key, random);
            Invariants.Check(simulator);
        }

        if (!simulator.State(key).IsEnded) simulator.Send(key, new ProcessEvent.CancelRequested("test"));
        Invariants.Check(simulator);
        foreach (var instance in simulator.Instances) Invariants.CheckReplay(instance);
    }

    private static void Happen(ProcessSimulator simulator, long key, Random random)
    {
        var name = Names[random.Next(Names.Length)];
        switch (random.Next(16))
        {
            case 0:
                simulator.Publish(name, "k", A.Variables("""{"m":1}"""), TimeSpan.FromMinutes(random.Next(0, 5)));
                break;
            case 1:
                simulator.Broadcast(name, FeelContext.Empty);
                break;
            case 2 when simulator.NextDue is { } due:
                simulator.AdvanceTo(due);
                break;
            case 3 when Any(simulator.Jobs, random) is { } job:
                simulator.FailJob(job.Opened.JobKey, random.Next(2), "no");
                break;
            case 4 when Any(simulator.Jobs, random) is { } job:
                simulator.ThrowError(job.Opened.JobKey, name, FeelContext.Empty);
                break;
            case 5:
                simulator.Send(key, new ProcessEvent.VariablesSet(key, FeelContext.Empty.With("n", FeelValue.Of(random.Next(-3, 6))), false));
                break;
            case 6 or 7 when Any(simulator.Incidents, random) is { } incident:
                simulator.Resolve(incident.Raised.IncidentKey);
                break;
            case 8:
                // Late and repeated events: nothing may come of them.
                simulator.Send(key, new ProcessEvent.TimerFired(random.Next(200)));
                simulator.Send(key, new ProcessEvent.JobCompleted(random.Next(200), FeelContext.Empty));
                break;
            case 9 or 10 when Any(simulator.Jobs, random) is { } job:
                simulator.CompleteJob(job.Opened.JobKey, A.Variables("""{"j":1}"""));
                break;
            default:
                if (Any(simulator.Tasks, random) is { } task) simulator.CompleteTask(task.Opened.TaskKey, A.Variables("""{"t":[1,"x"]}"""), "ann");
                break;
        }
    }

    private static T? Any<T>(IEnumerable<T> all, Random random)
        where T : class
    {
        var list = all.ToArray();
        return list.Length == 0 ? null : list[random.Next(list.Length)];
    }
}
