using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CustomerFlow.Host.Allocation;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.Records;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using CustomerFlow.Workflows.Simulation;
using NodaTime;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>The deciding halves of the product's steps, with a scenario in place of the database.</summary>
internal sealed class SimulatedSteps(ProcessSimulator simulator, Scenario scenario, FeelContext start, CalendarSet calendars)
{
    public const long CustomerKey = 900_001;
    public const long ContactKey = 900_002;
    private const int KeysPerStep = 1000;
    private readonly SimulatedCase rows = new(simulator, scenario, start);
    private readonly Dictionary<string, ReleasePages> releases = [];
    private long steps;

    public SeenCase? Case => rows.Case;

    public IReadOnlyList<SimulatedMail> Mails => rows.Mails;

    public SeenClock? Clock(string name) => rows.Clock(name);

    public MessageOfMail? TakeOutcome() => rows.TakeOutcome();

    public string? AssigneeOf(SimulatedTask task) => rows.AssigneeOf(task);

    public int PriorityOf(SimulatedTask task) => rows.PriorityOf(task);

    public string? WhyNot(SimulatedTask task, string by) => rows.WhyNot(task, by);

    public static FeelContext Signed(SimulatedTask task, FeelContext answers, string by) =>
        task.Opened.Headers.TryGetValue("completedBy", out var variable) ? answers.With(variable, FeelValue.Of(by)) : answers;

    public bool IsWorkingDay => calendars.Company().PlanFor(
        Instant.FromDateTimeOffset(simulator.Now).InZone(DateTimeZoneProviders.Tzdb[simulator.TimeZoneId]).Date).IsWorked;

    public long? DueReminder => rows.DueReminder;

    public long AnswerSurvey(SurveyScores scores) => rows.AnswerSurvey(scores);

    public StepAnswer? Answer(SimulatedJob job)
    {
        var opened = job.Opened;
        var input = new StepInput(
            job.InstanceKey, simulator.State(job.InstanceKey).ProcessId, 1, opened.JobKey, opened.ElementInstanceKey, opened.ElementId,
            opened.Type, opened.Headers, opened.Variables,
            new LinkTokens(SHA256.HashData(Encoding.UTF8.GetBytes(opened.ElementId))), 1_000_000 + (++steps * KeysPerStep));
        switch (Decide(input))
        {
            case StepOutcome.Completed completed:
                rows.Apply(completed.Effects, input);
                return new StepAnswer.Completed(completed.Result);
            case StepOutcome.ErrorThrown thrown:
                rows.Apply(thrown.Effects, input);
                return new StepAnswer.Error(thrown.Code, thrown.Message);
            case StepOutcome.Failed failed:
                return new StepAnswer.Failed(failed.Message);
            default:
                throw new UnreachableException();
        }
    }

    // The reading halves are never called here, so the steps need nothing to read with.
    private StepOutcome Decide(StepInput input)
    {
        var now = simulator.Now;
        return input.Type switch
        {
            "cf:assign-case" => new AssignCaseStep(null!).Decide(rows.Team(input.Variables.Text("team")), input, now),
            "cf:start-clocks" => new StartClocksStep(calendars).Decide(new CaseReceipt(scenario.At), input, now),
            "cf:pause-clock" => new PauseClockStep(calendars).Decide(rows.Running, input, now),
            "cf:resume-clock" => new ResumeClockStep(calendars).Decide(rows.Running, input, now),
            "cf:stop-clock" => new StopClockStep().Decide(rows.Running, input, now),
            "cf:send-mail" => new SendMailStep(null!, calendars).Decide(MailFacts(input), input, now),
            "cf:escalate" => new EscalateStep(null!).Decide(MailFacts(input, "supervisor"), input, now),
            "cf:reopen-case" => new ReopenCaseStep(calendars).Decide(new ClosableCase(true, rows.Running, []), input, now),
            "cf:close-case" => new CloseCaseStep().Decide(new ClosableCase(rows.Case is not null, rows.Running, []), input, now),
            "cf:send-survey" => new SendSurveyStep(null!, null!).Decide(
                new InvitationFacts(MailFacts(input), null, rows.LastInvitedAt, rows.IsForbidden("survey")) { Contacts = rows.Contacts }, input, now),
            "cf:remind-survey" => new RemindSurveyStep(null!).Decide(
                new InvitationFacts(MailFacts(input), rows.Invitation, null, rows.IsForbidden("survey")), input, now),
            "cf:change-owner" => new ChangeOwnerStep(null!).Decide(new TransferRecord(CustomerKey, null, null, 1, 2), input, now),
            "cf:end-case" => new EndCaseStep().Decide(new NothingToRead(), input, now),
            "cf:close-survey" => new CloseSurveyStep().Decide(new ClosedInvitation(rows.Invitation), input, now),
            "cf:verify-customer" => new VerifyCustomerStep(null!).Decide(rows.Check(input), input, now),
            "cf:drop-changes" => new DropChangesStep(null!).Decide(rows.Check(input), input, now),
            "cf:ask-details" => new AskDetailsStep(null!, null!).Decide(
                new AskFacts(MailFacts(input), rows.IsForbidden(AskDetailsStep.ContactPurpose)), input, now),
            "cf:close-record-update" => new CloseRecordUpdateStep(null!).Decide(new UpdateFacts([], null, scenario.At), input, now),
            _ => new StepOutcome.Failed($"The simulated world knows no step {input.Type}."),
        };
    }

    private MailFacts MailFacts(StepInput input, string? to = null)
    {
        var task = rows.OpenTask(input.InstanceKey, input.Header("task"));
        return new MailFacts
        {
            Release = Release(input.ProcessId),
            Site = new MailSite("http://localhost", "CustomerFlow", simulator.TimeZoneId),
            Subject = "Seal broken",
            Task = task is null ? null : new MailTask(
                task.Opened.TaskKey, task.Opened.ElementId, task.Opened.DueAt, rows.AssigneeOf(task), null),
            Clocks = rows.Running,
            Recipients = rows.Recipients(to ?? input.Header("to") ?? "customer", task),
        };
    }

    private ReleasePages Release(string pack)
    {
        if (releases.TryGetValue(pack, out var release)) return release;
        var folder = Path.Combine(WorkflowFiles.Root, pack);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".form" or ".md" or ".json")
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);
        return releases[pack] = ReleaseReader.Of(files);
    }
}
