using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class ProcessTurnsTests : IAsyncLifetime
{
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await engine.DeployAsync(Bpmn.Process("thin", Bpmn.TaskThenTimer));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_process_goes_from_its_start_over_a_task_and_a_timer_to_its_end()
    {
        var key = await engine.StartAsync("thin", """{"subject": "late"}""");

        await engine.CompleteAsync(await engine.OpenTaskAsync(key), """{"answer": 42}""");
        await engine.MoveAsync(TimeSpan.FromMinutes(59));
        var before = await engine.StatusAsync(key);
        await engine.MoveAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, before);
        Assert.Equal(2, await engine.StatusAsync(key));
        Assert.Equal(
            """{"answer": 42, "subject": "late"}""",
            await engine.ScalarAsync<string>($"select variables::text from customerflow.instance where key = {key}"));
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.timer"));
    }

    [Fact]
    public async Task Whoever_completes_second_is_told_who_was_first_and_when()
    {
        var key = await engine.StartAsync("thin");
        var task = await engine.OpenTaskAsync(key);
        await engine.CompleteAsync(task);

        var second = await engine.CompleteAsync(task);

        var ended = Assert.IsType<TaskOutcome.AlreadyEnded>(second);
        Assert.Equal(("agent", UserTaskState.Completed, TestEngine.Start), (ended.By, ended.State, ended.At));
    }

    [Fact]
    public async Task Of_many_who_complete_at_once_exactly_one_does()
    {
        var key = await engine.StartAsync("thin");
        var task = await engine.OpenTaskAsync(key);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => engine.CompleteAsync(task))));

        Assert.Single(outcomes.OfType<TaskOutcome.Done>());
        Assert.Equal(7, outcomes.OfType<TaskOutcome.AlreadyEnded>().Count());
        Assert.Equal(2, await engine.ScalarAsync<int>($"select revision from customerflow.instance where key = {key}"));
    }

    [Fact]
    public async Task Business_rows_of_the_body_commit_with_the_step_or_not_at_all()
    {
        var key = await engine.StartAsync("thin");
        var task = await engine.OpenTaskAsync(key);
        Task<TaskOutcome?> AddComment(InstanceTurn turn, bool fails)
        {
            turn.Db.Add(new CommentRow { Key = fails ? 1 : 2, InstanceKey = key, WrittenBy = "agent", WrittenAt = turn.Now, Text = "x" });
            return fails ? throw new InvalidOperationException() : Task.FromResult<TaskOutcome?>(null);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            engine.Tasks.CompleteAsync(task, FeelContext.Empty, TestEngine.By, turn => AddComment(turn, true), TestEngine.None));
        await engine.Tasks.CompleteAsync(task, FeelContext.Empty, TestEngine.By, turn => AddComment(turn, false), TestEngine.None);

        Assert.Equal(2, await engine.ScalarAsync<long>("select key from customerflow.comment"));
        Assert.Equal(0, await engine.OpenTaskAsync(key));
    }

    [Fact]
    public async Task The_log_replays_to_the_stored_state()
    {
        var key = await engine.StartAsync("thin", """{"n": 1.50, "list": [1, null, "二"]}""");
        await engine.CompleteAsync(await engine.OpenTaskAsync(key), """{"answer": {"a": true}}""");
        await engine.MoveAsync(TimeSpan.FromHours(2));

        var replay = await engine.Get<Replay>().RunAsync(key, TestEngine.None);

        Assert.Empty(replay.Differences);
        Assert.Equal(3, replay.Turns);
    }

    [Fact]
    public async Task A_changed_log_does_not_replay()
    {
        var key = await engine.StartAsync("thin", """{"n": 1}""");
        await engine.ExecuteAsync(
            $"update customerflow.turn_log set steps = replace(steps::text, '\"n\":1', '\"n\":2')::json where instance_key = {key}");

        var replay = await engine.Get<Replay>().RunAsync(key, TestEngine.None);

        Assert.NotEmpty(replay.Differences);
    }

    [Fact]
    public async Task The_audit_names_who_completed_a_task()
    {
        var key = await engine.StartAsync("thin");
        var task = await engine.OpenTaskAsync(key);

        await engine.CompleteAsync(task);

        Assert.Equal(
            "person:7 complete",
            await engine.ScalarAsync<string>(
                $"select actor || ' ' || action from customerflow.audit_entry where subject = 'user_task' and row_key = '{task}'"));
    }

    [Fact]
    public async Task Variables_with_a_NUL_or_too_large_are_refused_at_the_border()
    {
        var nul = new FeelContext([KeyValuePair.Create<string, FeelValue>("a", new FeelText("x\0y"))]);
        var large = new FeelContext([KeyValuePair.Create<string, FeelValue>("a", new FeelText(new string('x', 300_000)))]);

        var first = await engine.Turns.StartAsync(new StartRequest("thin", nul), TestEngine.By, null, TestEngine.None);
        var second = await engine.Turns.StartAsync(new StartRequest("thin", large), TestEngine.By, null, TestEngine.None);

        Assert.IsType<StartOutcome.Refused>(first);
        Assert.IsType<StartOutcome.Refused>(second);
    }

    [Fact]
    public async Task A_unit_that_loses_a_conflict_runs_again_as_a_whole_under_the_same_operation_id()
    {
        var key = await engine.StartAsync("thin");
        var task = await engine.OpenTaskAsync(key);
        var operations = new List<Guid>();

        var outcome = await engine.Tasks.CompleteAsync(
            task, FeelContext.Empty, TestEngine.By,
            async turn =>
            {
                operations.Add(turn.OperationId);
                turn.Db.Add(new CommentRow { Key = 9, InstanceKey = key, WrittenBy = "agent", WrittenAt = turn.Now, Text = "x" });
                await turn.Db.SaveChangesAsync();
                if (operations.Count < 3)
                    await turn.Db.Database.ExecuteSqlRawAsync("do $$ begin raise exception 'lost' using errcode = '40P01'; end $$");
                return null;
            },
            TestEngine.None);

        Assert.IsType<TaskOutcome.Done>(outcome);
        Assert.Equal(3, operations.Count);
        Assert.Single(operations.Distinct());
        Assert.Equal(1, await engine.ScalarAsync<long>("select count(*) from customerflow.comment"));
    }

    [Fact]
    public async Task Time_that_is_moved_passes_step_by_step()
    {
        var first = await engine.StartAsync("thin");
        await engine.CompleteAsync(await engine.OpenTaskAsync(first));
        await engine.MoveAsync(TimeSpan.FromMinutes(30));
        var second = await engine.StartAsync("thin");
        await engine.CompleteAsync(await engine.OpenTaskAsync(second));

        await engine.MoveAsync(TimeSpan.FromDays(2));

        Assert.Equal(
            [TestEngine.Start.AddMinutes(60).UtcDateTime, TestEngine.Start.AddMinutes(90).UtcDateTime],
            new[]
            {
                await engine.ScalarAsync<DateTime>($"select ended_at from customerflow.instance where key = {first}"),
                await engine.ScalarAsync<DateTime>($"select ended_at from customerflow.instance where key = {second}"),
            });
    }

    [Fact]
    public async Task A_turn_of_an_instance_that_does_not_exist_says_so()
    {
        var exists = await engine.Turns.RunAsync(12345, TestEngine.By, turn => Task.FromResult(turn.Exists), TestEngine.None);

        Assert.False(exists);
    }
}
