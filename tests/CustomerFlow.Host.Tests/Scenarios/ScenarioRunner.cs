using System.Text.Json;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>Plays a scenario in a world and compares. Knows nothing of databases or simulators.</summary>
internal static class ScenarioRunner
{
    public static async Task RunAsync(ScenarioWorld world, string process, Scenario scenario)
    {
        await world.StartAsync(process, scenario);
        Assert.Empty(await world.IncidentsAsync());
        foreach (var (index, step) in scenario.Steps.Index())
        {
            try
            {
                await PlayAsync(world, step);
                Assert.Empty(await world.IncidentsAsync());
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                throw new Xunit.Sdk.XunitException($"Step {index + 1}: {exception.Message}", exception);
            }
        }

        await CompareEndAsync(world, scenario.End);
    }

    private static async Task PlayAsync(ScenarioWorld world, ScenarioStep step)
    {
        if (step.Task is { } task) await ExpectTaskAsync(world, task, step);
        else if (step.Complete is { } complete) Assert.Null(await world.CompleteAsync(complete, step.By ?? "", Values(step)));
        else if (step.Refused is { } refused) Assert.NotNull(await world.CompleteAsync(refused, step.By ?? "", Values(step)));
        else if (step.Message is { } message) await world.PublishAsync(message, Values(step));
        else if (step.Until is { } moment) await world.MoveToAsync(moment);
        else if (step.Scores is { } scores) await world.AnswerSurveyAsync(scores);
        else if (step.Case is { } expected) await ExpectCaseAsync(world, expected);
        else if (step.Clock is { } clock) await ExpectClockAsync(world, clock);
        else throw new JsonException("A step says what happens or what is expected.");
    }

    private static FeelContext Values(ScenarioStep step) =>
        step.With is { } with ? FeelJson.ParseObject(with.GetRawText()) : FeelContext.Empty;

    private static async Task ExpectTaskAsync(ScenarioWorld world, string elementId, ScenarioStep expected)
    {
        var tasks = await world.TasksAsync();
        var task = tasks.FirstOrDefault(open => open.ElementId == elementId);
        Assert.True(task is not null, $"{elementId} is not open; open are: {string.Join(", ", tasks.Select(open => open.ElementId))}");
        if (expected.Assignee is { } assignee) Assert.Equal(assignee, task.Assignee ?? "");
        if (expected.Groups is { } groups) Assert.Equal(groups, task.Groups);
        if (expected.Due is { } due) Assert.Equal(due, task.Due);
        if (expected.Priority is { } priority) Assert.Equal(priority, task.Priority);
    }

    private static async Task ExpectCaseAsync(ScenarioWorld world, ScenarioCase expected)
    {
        var found = await world.CaseAsync();
        Assert.NotNull(found);
        if (expected.Status is { } status) Assert.Equal(status, found.Status);
        if (expected.Outcome is { } outcome) Assert.Equal(outcome, found.Outcome);
        if (expected.Owner is { } owner) Assert.Equal(owner, found.Owner ?? "");
        if (expected.Team is { } team) Assert.Equal(team, found.Team);
        if (expected.Due is { } due) Assert.Equal(due, found.Due);
    }

    private static async Task ExpectClockAsync(ScenarioWorld world, ScenarioClock expected)
    {
        var clock = await world.ClockAsync(expected.Name);
        Assert.NotNull(clock);
        if (expected.Due is { } due) Assert.Equal(due, clock.Due);
        Assert.Equal((expected.Paused, expected.Stopped), (clock.Paused, clock.Stopped));
        if (expected.Late is { } late) Assert.Equal(late, clock.Late);
    }

    private static async Task CompareEndAsync(ScenarioWorld world, ScenarioEnd end)
    {
        Assert.Equal(end.Mails, await world.MailsAsync());
        AssertInOrder(end.Path, await world.CompletedAsync());
        var entered = await world.EnteredAsync();
        Assert.DoesNotContain(end.Never, entered.Contains);
        Assert.Equal(end.Ended, await world.IsEndedAsync());
        if (end.Case is { } expected) await ExpectCaseAsync(world, expected);
        foreach (var clock in end.Clocks) await ExpectClockAsync(world, clock);
    }

    // Between two instances the order is not fixed: their events may run on different nodes.
    private static void AssertInOrder(string[] expected, IReadOnlyList<string[]> completed)
    {
        Assert.All(expected, element => Assert.Contains(completed, instance => instance.Contains(element)));
        foreach (var instance in completed)
        {
            var at = 0;
            foreach (var element in expected.Where(instance.Contains))
            {
                var found = Array.IndexOf(instance, element, at);
                Assert.True(found >= 0, $"{element} was not completed after the ones before it; completed: {string.Join(" > ", instance)}");
                at = found + 1;
            }
        }
    }
}
