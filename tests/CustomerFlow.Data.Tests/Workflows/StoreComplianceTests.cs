namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>The simulator and PostgreSQL give the same answers to the same calls; what rehearsals promise depends on it.</summary>
public sealed class StoreComplianceTests
{
    private const string TwoTimers =
        """
        <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="fork" />
        <bpmn:parallelGateway id="fork" />
        <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="late" /><bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="early" />
        <bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition>
          <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="early"><bpmn:timerEventDefinition>
          <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="e1" /><bpmn:sequenceFlow id="f5" sourceRef="early" targetRef="e2" />
        <bpmn:endEvent id="e1" /><bpmn:endEvent id="e2" />
        """;

    private const string TaskWithDeadline =
        """
        <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work" />
        <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
        <bpmn:boundaryEvent id="reminder" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition>
          <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R2/PT10M</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:boundaryEvent id="deadline" attachedToRef="work"><bpmn:timerEventDefinition>
          <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="e" /><bpmn:endEvent id="e" />
        <bpmn:sequenceFlow id="f3" sourceRef="reminder" targetRef="r" /><bpmn:endEvent id="r" />
        <bpmn:sequenceFlow id="f4" sourceRef="deadline" targetRef="d" /><bpmn:endEvent id="d" />
        """;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Worlds => ["simulated", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_task_completed_twice_is_refused_and_changes_nothing(string name)
    {
        await using var world = await CreateAsync(name);
        var key = await world.StartAsync("thin");
        var task = await world.TaskAsync(key);

        Assert.True(await world.CompleteTaskAsync(task, """{"answer": "first"}"""));
        Assert.False(await world.CompleteTaskAsync(task, """{"answer": "second"}"""));

        Assert.Equal("""{"answer":"first"}""", await world.VariablesAsync(key));
        Assert.Equal("s+ s- work+ work- later+", await world.TraceAsync(key));
        Assert.Equal("0 0 1 0 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_message_waits_for_a_late_subscriber_as_long_as_it_lives(string name)
    {
        await using var world = await CreateAsync(name);
        await world.PublishAsync("paid", "kept", """{"sum": 1}""", 3 * Hour);
        await world.PublishAsync("paid", "gone", """{"sum": 1}""", Hour);
        await world.PublishAsync("paid", "never", """{"sum": 1}""", TimeSpan.Zero);
        await world.PassAsync(2 * Hour);

        var kept = await world.StartAsync("waiting", """{"order": "kept"}""");
        var gone = await world.StartAsync("waiting", """{"order": "gone"}""");
        var never = await world.StartAsync("waiting", """{"order": "never"}""");

        Assert.Equal("s+ s- wait+ wait- e+ e-", await world.TraceAsync(kept));
        Assert.Equal("s+ s- wait+", await world.TraceAsync(gone));
        Assert.Equal("s+ s- wait+", await world.TraceAsync(never));
        Assert.Equal("0 0 0 2 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_message_goes_to_one_instance_of_a_process_only_once(string name)
    {
        await using var world = await CreateAsync(name);
        var first = await world.StartAsync("waiting", """{"order": "1"}""");
        var second = await world.StartAsync("waiting", """{"order": "1"}""");

        await world.PublishAsync("paid", "1", """{"sum": 1}""", Hour);
        var third = await world.StartAsync("waiting", """{"order": "1"}""");

        Assert.Equal("s+ s- wait+ wait- e+ e-", await world.TraceAsync(first));
        Assert.Equal("s+ s- wait+", await world.TraceAsync(second));
        Assert.Equal("s+ s- wait+", await world.TraceAsync(third));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_message_with_a_key_starts_the_next_case_only_when_the_first_has_ended(string name)
    {
        await using var world = await CreateAsync(name);
        await world.PublishAsync("ordered", "1", """{"nr": 1}""", 3 * Hour);
        await world.PublishAsync("ordered", "1", """{"nr": 2}""", 3 * Hour);
        await world.PublishAsync("ordered", "2", """{"nr": 3}""", 3 * Hour);
        var before = await world.InstancesAsync("ordering");

        await world.CompleteTaskAsync(await world.TaskAsync(before[0]));
        var after = await world.InstancesAsync("ordering");

        Assert.Equal(2, before.Count);
        Assert.Equal(3, after.Count);
        Assert.Equal("""{"nr":2}""", await world.VariablesAsync(after[2]));
        Assert.Equal("2 0 0 0 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Timers_fire_in_the_order_in_which_they_are_due(string name)
    {
        await using var world = await CreateAsync(name);
        var key = await world.StartAsync("twoTimers");

        await world.PassAsync(5 * Hour);

        Assert.Equal("s+ s- fork+ fork- late+ early+ early- e2+ e2- late- e1+ e1-", await world.TraceAsync(key));
        Assert.Equal("0 0 0 0 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_deadline_ends_the_task_after_its_reminders(string name)
    {
        await using var world = await CreateAsync(name);
        var key = await world.StartAsync("limited");
        var task = await world.TaskAsync(key);

        await world.PassAsync(2 * Hour);

        Assert.False(await world.CompleteTaskAsync(task));
        Assert.Equal(
            "s+ s- work+ reminder+ reminder- r+ r- reminder+ reminder- r+ r- workx deadline+ deadline- d+ d-", await world.TraceAsync(key));
        Assert.Equal("0 0 0 0 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_job_is_tried_again_then_becomes_an_incident_and_goes_on_when_that_is_resolved(string name)
    {
        await using var world = await CreateAsync(name);
        var key = await world.StartAsync("outside");

        await world.FailJobAsync(key, retriesLeft: 1);
        var afterOne = await world.OpenAsync();
        await world.FailJobAsync(key, retriesLeft: 0);
        var afterTwo = await world.OpenAsync();
        await world.ResolveAsync(key);
        var resolved = await world.OpenAsync();
        await world.CompleteJobAsync(key, """{"x": 1}""");

        Assert.Equal(["0 1 0 0 0", "0 1 0 0 1", "0 1 0 0 0"], [afterOne, afterTwo, resolved]);
        Assert.Equal("s+ s- job+ job- e+ e-", await world.TraceAsync(key));
        Assert.Equal("""{"x":1}""", await world.VariablesAsync(key));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Cancelling_ends_everything_also_what_was_called_and_only_once(string name)
    {
        await using var world = await CreateAsync(name);
        var caller = await world.StartAsync("caller");
        var child = Assert.Single(await world.InstancesAsync("child"));

        Assert.True(await world.CancelAsync(caller));
        Assert.False(await world.CancelAsync(caller));

        Assert.Equal("s+ s- callx", (await world.TraceAsync(caller)).Replace("call+ ", "", StringComparison.Ordinal));
        Assert.Equal("s+ s- work+ workx", await world.TraceAsync(child));
        Assert.Equal("0 0 0 0 0", await world.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_signal_reaches_all_who_wait_and_nobody_later(string name)
    {
        await using var world = await CreateAsync(name);
        long[] waiting = [await world.StartAsync("signaled"), await world.StartAsync("signaled")];

        await world.BroadcastAsync("all-clear");
        var later = await world.StartAsync("signaled");

        foreach (var key in waiting) Assert.Equal("s+ s- wait+ wait- step+", await world.TraceAsync(key));
        Assert.Equal("s+ s- wait+", await world.TraceAsync(later));
        Assert.Equal("0 2 0 1 0", await world.OpenAsync());
    }

    private static async Task<StoreWorld> CreateAsync(string name)
    {
        var world = await StoreWorld.CreateAsync(name);
        await world.DeployAsync(
            Bpmn.Process("thin", Bpmn.TaskThenTimer), Bpmn.Process("child", Bpmn.TaskThenTimer), Bpmn.Process("caller", Bpmn.Caller),
            Bpmn.Process("waiting", Bpmn.WaitForMessage), Bpmn.Process("ordering", Bpmn.StartByMessage),
            Bpmn.Process("outside", Bpmn.Job("worker")), Bpmn.Process("twoTimers", TwoTimers), Bpmn.Process("limited", TaskWithDeadline),
            Bpmn.Process("signaled", Bpmn.SignalThenStep.Replace("cf:reached", "worker", StringComparison.Ordinal)));
        return world;
    }
}
