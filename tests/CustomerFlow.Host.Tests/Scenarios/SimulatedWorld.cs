using System.Globalization;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>
/// The engine with a virtual clock and no database: the deciding halves of the steps are the product's, what they would have read is
/// answered from the scenario, and what they want written changes a few lists.
/// </summary>
internal sealed class SimulatedWorld : ScenarioWorld
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private const string TimeZone = "Asia/Shanghai";
    private ProcessSimulator simulator = new(DateTimeOffset.UnixEpoch);
    private SimulatedSteps steps = null!;
    private Scenario scenario = null!;
    private long instanceKey;

    public override Task StartAsync(string process, Scenario started)
    {
        scenario = started;
        var calendars = CalendarReader.Read(Directory.EnumerateFiles(Path.Combine(WorkflowFiles.Root, "calendars"), "*.json")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText)).Calendars;
        simulator = new ProcessSimulator(started.At, TimeZone, null, FeelFunctions.Empty.WithWorkingTime(calendars));
        var start = FeelJson.ParseObject(started.Start.GetRawText());
        steps = new SimulatedSteps(simulator, started, start, calendars);
        simulator.InlineSteps = steps.Answer;
        // A called process belongs to a pack of its own.
        foreach (var pack in WorkflowFiles.Packs.Reverse()) simulator.Deploy(Release(pack));
        var variables = new FeelContext(start.Entries.Concat(ScenarioVariables.Of(
            started, SimulatedSteps.CustomerKey, SimulatedSteps.ContactKey, null).Entries));
        instanceKey = simulator.Start(process, variables);
        Settle();
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<SeenTask>> TasksAsync() => Task.FromResult<IReadOnlyList<SeenTask>>([.. simulator.Tasks.Select(task =>
        new SeenTask(
            task.Opened.ElementId, steps.AssigneeOf(task), [.. task.Opened.CandidateGroups], task.Opened.DueAt, steps.PriorityOf(task)))]);

    public override Task<string?> CompleteAsync(string elementId, string by, FeelContext answers)
    {
        var task = simulator.Tasks.FirstOrDefault(open => open.Opened.ElementId == elementId);
        if (task is null) return Task.FromResult<string?>("The task is not open.");
        if (steps.WhyNot(task, by) is { } reason) return Task.FromResult<string?>(reason);
        var refusal = simulator.CompleteTask(task.Opened.TaskKey, SimulatedSteps.Signed(task, answers, by), by);
        Settle();
        return Task.FromResult(refusal);
    }

    public override Task PublishAsync(string message, FeelContext variables)
    {
        simulator.Publish(message, CaseNumber, variables);
        Settle();
        return Task.CompletedTask;
    }

    public override Task AnswerSurveyAsync(SurveyScores scores)
    {
        var key = steps.AnswerSurvey(scores);
        simulator.Publish("survey-response", key.ToString(CultureInfo.InvariantCulture), FeelContext.Empty);
        Settle();
        return Task.CompletedTask;
    }

    public override Task MoveToAsync(DateTimeOffset moment)
    {
        while (true)
        {
            var job = NextReminders(simulator.Now);
            var next = simulator.NextDue is { } due && due < job ? due : job;
            if (next > moment) break;
            simulator.AdvanceTo(next);
            Settle();
            if (next == job) Remind();
        }

        simulator.AdvanceTo(moment);
        Settle();
        return Task.CompletedTask;
    }

    public override Task<SeenCase?> CaseAsync() => Task.FromResult(steps.Case);

    public override Task<SeenClock?> ClockAsync(string name) => Task.FromResult(steps.Clock(name));

    public override Task<IReadOnlyList<string>> MailsAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. steps.Mails.Select(mail => $"{mail.Purpose} {mail.Recipient} {mail.Language}")]);

    public override Task<IReadOnlyList<string[]>> CompletedAsync() => Task.FromResult<IReadOnlyList<string[]>>(
        [.. simulator.Instances.Select(instance => Changes(instance, ElementTransition.Completed).ToArray())]);

    public override Task<IReadOnlyCollection<string>> EnteredAsync() => Task.FromResult<IReadOnlyCollection<string>>(
        [.. simulator.Instances.SelectMany(instance => Changes(instance, ElementTransition.Activated)).Distinct()]);

    public override Task<bool> IsEndedAsync() => Task.FromResult(simulator.Instances.All(instance => instance.State.IsEnded));

    public override Task<IReadOnlyList<string>> IncidentsAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. simulator.Incidents.Select(incident => $"{incident.Raised.ElementId}: {incident.Raised.Message}")]);

    private static IEnumerable<string> Changes(SimulatedInstance instance, ElementTransition transition) =>
        instance.History.OfType<Effect.ElementChanged>().Where(change => change.Transition == transition).Select(change => change.ElementId);

    private void Remind()
    {
        if (!steps.IsWorkingDay || steps.DueReminder is not { } key) return;
        simulator.Publish("survey-reminder", key.ToString(CultureInfo.InvariantCulture), FeelContext.Empty);
        Settle();
    }

    private void Settle()
    {
        // What came of a mail is a message, which may lead to further mails.
        while (steps.TakeOutcome() is { } outcome)
            simulator.Publish(outcome.Name, outcome.CorrelationKey, outcome.Variables, TimeSpan.FromDays(1));
    }

    private static ReleaseContent Release(string pack)
    {
        var folder = Path.Combine(WorkflowFiles.Root, pack);
        var processes = Directory.EnumerateFiles(folder, "*.bpmn")
            .SelectMany(file => BpmnReader.Read(file, File.ReadAllBytes(file)).Processes);
        var decisions = Directory.EnumerateFiles(folder, "*.dmn").Select(file => DmnReader.Read(File.ReadAllBytes(file)).Model!);
        return new ReleaseContent(1, [.. processes], [.. decisions]);
    }
}
