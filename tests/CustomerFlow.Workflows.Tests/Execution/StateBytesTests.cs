using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Execution;

public sealed class StateBytesTests
{
    private static InstanceState Busy()
    {
        var builder = new ProcessBuilder().Start("s").Parallel("fork", "join").UserTasks("a", "b").Job("each").Catch("pause", A.Cycle("R3/PT1H"))
            .Repeat("each", A.ForEach("[1, \"two\", {\"three\": null}]", output: "item")).Boundary("late", on: "a", A.When("x > 5"))
            .Path("s", "fork", "a", "join").Path("fork", "b", "join").Path("fork", "each").Path("fork", "pause");
        return new ProcessRun(builder, """{"x":1,"deep":{"list":[1.50,-7,true,false,null,"七"]},"big":123456789012345678901234567890}""")
            .Complete("b").Fail("each").State;
    }

    [Fact]
    public void A_busy_state_comes_back_as_it_was()
    {
        var state = Busy();

        var read = StateBytes.Read(StateBytes.Write(state));

        Assert.Equal(StateText.Write(state), StateText.Write(read));
        Assert.Equal(state.RootVariables, read.RootVariables);
    }

    [Fact]
    public void A_new_and_an_ended_state_come_back_too()
    {
        var ended = new ProcessRun(new ProcessBuilder().Start("s"), """{"x":1}""").State;

        foreach (var state in new[] { InstanceState.New(7, "p"), ended })
            Assert.Equal(StateText.Write(state), StateText.Write(StateBytes.Read(StateBytes.Write(state))));
    }

    [Fact]
    public void The_waiting_task_of_a_small_case_takes_few_bytes()
    {
        var state = new ProcessRun(new ProcessBuilder().Start("start").UserTask("review").Path("start", "review"), """{"number":"C-1"}""").State;

        Assert.InRange(StateBytes.Write(state).Length, 1, 150);
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_nothing_else_happens()
    {
        var bytes = StateBytes.Write(Busy());
        var random = new Random(1);

        for (var i = 0; i < 3_000; i++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var cut = damaged.AsSpan(0, random.Next(4) == 0 ? random.Next(damaged.Length) : damaged.Length).ToArray();

            var problem = Record.Exception(() => StateBytes.Read(cut));

            Assert.True(problem is null or InvalidDataException, $"{i}: {problem}");
        }
    }

    [Fact]
    public void A_later_version_and_bytes_after_the_end_are_refused()
    {
        var bytes = StateBytes.Write(Busy());

        Assert.Throws<InvalidDataException>(() => StateBytes.Read([99, .. bytes[1..]]));
        Assert.Throws<InvalidDataException>(() => StateBytes.Read([.. bytes, 0]));
        Assert.Throws<InvalidDataException>(() => StateBytes.Read([]));
    }

    [Fact]
    public void Keys_of_waits_lead_to_their_elements()
    {
        var state = Busy();
        var element = state.JobElement(state.Waits.First(wait => wait.Kind == WaitKind.Job).Key);

        Assert.Equal("each", state.ElementOf(element!.Value));
        Assert.Equal(FeelValue.Of(1), state.VisibleVariables(element.Value)!.Get("item"));
        Assert.Null(state.JobElement(987_654));
    }
}
