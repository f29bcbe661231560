using System.Reflection;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Execution;

/// <summary>Feeds every case of the closed families to the engine: a case that a switch forgot throws.</summary>
public sealed class FamilyTests
{
    private static readonly FeelContext Some = A.Variables("""{"a":1.50,"b":[null,true,{"c":"x"}]}""");

    private static readonly ProcessEvent[] Events =
    [
        new ProcessEvent.Started("s", Some, new Caller(1, 2, 3)), new ProcessEvent.UserTaskCompleted(99, Some, "ann"),
        new ProcessEvent.JobCompleted(99, Some), new ProcessEvent.JobFailed(99, 2, "no", Some), new ProcessEvent.JobErrorThrown(99, "E", null, Some),
        new ProcessEvent.DecisionAnswered(99, FeelValue.Of(5), "why"), new ProcessEvent.TimerFired(99), new ProcessEvent.MessageReceived(99, 98, Some),
        new ProcessEvent.SignalReceived(99, Some), new ProcessEvent.CallCompleted(99, Some), new ProcessEvent.CallFailed(99, "E", "m", Some),
        new ProcessEvent.CallEscalated(99, "E", Some), new ProcessEvent.CallRefused(99, "m"), new ProcessEvent.IncidentResolved(99),
        new ProcessEvent.VariablesSet(99, Some, true), new ProcessEvent.CancelRequested(null),
    ];

    private static readonly EventTrigger[] Triggers =
    [
        new EventTrigger.None(), A.Message("m", "=\"k\""), A.Duration("PT1H"), A.Error("E"), A.Signal("s"), A.Escalation("E"), A.When("false"),
        A.Compensation(), new EventTrigger.Cancel(), new EventTrigger.Terminate(), new EventTrigger.Link("L"),
        new EventTrigger.Multiple([A.Signal("a"), A.Signal("b")], false),
    ];

    private static readonly Element[] Elements =
    [
        new Element.StartEvent(new EventTrigger.None(), true) { Id = "x", ScopeId = "" },
        new Element.EndEvent(new EventTrigger.None()) { Id = "x", ScopeId = "" },
        new Element.CatchEvent(A.Signal("s")) { Id = "x", ScopeId = "" },
        new Element.ThrowEvent(A.Signal("s")) { Id = "x", ScopeId = "" },
        new Element.BoundaryEvent(A.Signal("s"), "other", true) { Id = "x", ScopeId = "" },
        new Element.ExclusiveGateway(null) { Id = "x", ScopeId = "" }, new Element.ParallelGateway { Id = "x", ScopeId = "" },
        new Element.InclusiveGateway(null) { Id = "x", ScopeId = "" }, new Element.EventGateway(false, false) { Id = "x", ScopeId = "" },
        new Element.ComplexGateway(null, null) { Id = "x", ScopeId = "" }, new Element.UserTask(A.Task()) { Id = "x", ScopeId = "" },
        new Element.JobTask(A.Job(), JobTaskKind.Send) { Id = "x", ScopeId = "" }, new Element.ScriptTask(A.Feel("1"), "r") { Id = "x", ScopeId = "" },
        new Element.DecisionTask(A.Text("d"), "r", ResourceBinding.Latest, null) { Id = "x", ScopeId = "" },
        new Element.ReceiveTask(A.Message("m", "=\"k\""), false) { Id = "x", ScopeId = "" }, new Element.ManualTask { Id = "x", ScopeId = "" },
        new Element.CallActivity(new CalledProcess(A.Text("p"), ResourceBinding.Latest, null, true, true)) { Id = "x", ScopeId = "" },
        new Element.SubProcess(SubProcessKind.Embedded, null) { Id = "x", ScopeId = "" },
    ];

    [Fact]
    public void There_is_an_example_of_every_case()
    {
        Assert.Equal(CasesOf(typeof(ProcessEvent)), NamesOf(Events));
        Assert.Equal(CasesOf(typeof(EventTrigger)), NamesOf(Triggers));
        Assert.Equal(CasesOf(typeof(Element)), NamesOf(Elements));
    }

    [Fact]
    public void Every_event_is_written_to_JSON_and_read_back()
    {
        foreach (var happened in Events)
        {
            var json = ProcessEventJson.Write(happened);

            Assert.Equal(happened, ProcessEventJson.Read(json));
        }
    }

    [Fact]
    public void Every_event_for_something_unknown_is_ignored_or_answered_without_throwing()
    {
        var builder = new ProcessBuilder().Start("s").UserTask("t").Path("s", "t");

        foreach (var happened in Events)
        {
            var run = new ProcessRun(builder);
            var reason = run.Simulator.Send(run.State.Key, happened);

            Assert.Equal(happened is not ProcessEvent.CancelRequested, reason is not null);
        }
    }

    [Fact]
    public void Every_event_is_ignored_after_the_end_and_all_but_the_start_before_it()
    {
        var ended = new ProcessRun(new ProcessBuilder().Start("s"));
        var release = new ReleaseContent(1, [new ProcessBuilder().Start("s").Build()], []);
        var context = new AdvanceContext(ProcessRun.Morning, "UTC", 100, Limits.Default, FeelFunctions.Empty);

        foreach (var happened in Events)
        {
            Assert.NotNull(ended.Simulator.Send(ended.State.Key, happened));
            var result = ProcessEngine.Advance(release, InstanceState.New(1, "process"), happened, context);
            Assert.Equal(happened is ProcessEvent.Started, result is StepResult.Advanced);
        }
    }

    [Fact]
    public void Every_element_is_entered_and_leaves_a_state_that_can_be_stored()
    {
        foreach (var element in Elements)
        {
            var builder = new ProcessBuilder().Start("s").UserTask("other").Add(element).Path("s", "x");

            var run = new ProcessRun(builder);

            Assert.Contains("s>x", run.Trace, StringComparison.Ordinal);
            Invariants.Check(run.Simulator);
        }
    }

    [Fact]
    public void Every_trigger_is_caught_thrown_watched_and_started_without_throwing()
    {
        foreach (var trigger in Triggers)
        {
            var builder = new ProcessBuilder().Start("s").Parallel("fork").UserTask("work").Catch("caught", trigger).Throw("thrown", trigger)
                .Boundary("border", on: "work", trigger, interrupts: false).End("e", trigger)
                .Path("s", "fork", "caught").Path("fork", "work").Path("fork", "thrown", "e")
                .Sub("event", inner => inner.Start("begun", trigger, interrupts: false), SubProcessKind.Event);

            var run = new ProcessRun(builder);

            Assert.StartsWith("s>fork", run.Trace, StringComparison.Ordinal);
            Invariants.Check(run.Simulator);
        }
    }

    private static string CasesOf(Type family) => string.Join(',', family.GetNestedTypes(BindingFlags.Public)
        .SelectMany(type => type.IsAbstract ? type.GetNestedTypes(BindingFlags.Public).Concat(Derived(family, type)) : [type])
        .Where(type => type.IsSubclassOf(family) && !type.IsAbstract).Select(type => type.Name).Distinct().Order());

    private static IEnumerable<Type> Derived(Type family, Type middle) =>
        family.GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(middle));

    private static string NamesOf(IEnumerable<object> examples) => string.Join(',', examples.Select(example => example.GetType().Name).Distinct().Order());
}
