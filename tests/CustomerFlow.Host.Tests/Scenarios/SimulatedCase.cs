using System.Collections.Immutable;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.Records;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using CustomerFlow.Workflows.Simulation;
using NodaTime;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>What the database would hold for one scenario: the case, its clocks, mails and invitation, and who is there.</summary>
internal sealed class SimulatedCase
{
    private readonly ProcessSimulator simulator;
    private readonly Scenario scenario;
    private readonly string? named;
    private readonly List<SimulatedClock> clocks = [];
    private readonly Dictionary<string, int> raised = [];
    private readonly Dictionary<long, DateOnly> openedOn = [];
    private readonly List<string> usernames;
    private readonly List<DateTimeOffset> contacts = [];
    private DateTimeOffset? remindAt;

    public SimulatedCase(ProcessSimulator simulator, Scenario scenario, FeelContext start)
    {
        this.simulator = simulator;
        this.scenario = scenario;
        named = start.Text("namedPerson");
        usernames = [.. scenario.World.People.Keys];
        contacts.AddRange(scenario.World.Customer.Contacted);
        if (start.Text("category") is not null) Case = new SeenCase("received", null, null, null, null);
    }

    public SeenCase? Case { get; private set; }

    public List<SimulatedMail> Mails { get; } = [];

    public OpenInvitation? Invitation { get; private set; }

    public DateTimeOffset? LastInvitedAt { get; private set; }

    /// <summary>Every time that the contact was approached unasked.</summary>
    public ImmutableArray<DateTimeOffset> Contacts => [.. contacts.Order()];

    public ImmutableArray<RunningClock> Running => [.. clocks.Where(clock => !clock.IsStopped).OrderBy(clock => clock.Name, StringComparer.Ordinal)
        .Select(clock => new RunningClock(clock.Name, clock.Calendar, clock.DueAt, clock.Left))];

    private DateOnly Today => Instant.FromDateTimeOffset(simulator.Now).InZone(DateTimeZoneProviders.Tzdb[simulator.TimeZoneId]).Date.ToDateOnly();

    public SeenClock? Clock(string name) => clocks.FindLast(clock => clock.Name == name) is { } clock
        ? new SeenClock(clock.DueAt, clock.Left is not null && !clock.IsStopped, clock.IsStopped, clock.WasLate)
        : null;

    public bool IsForbidden(string purpose) => scenario.World.Customer.DoNotContact.Contains(purpose);

    public SimulatedTask? OpenTask(long instanceKey, string? elementId) => simulator.Tasks.LastOrDefault(task =>
        task.InstanceKey == instanceKey && task.Opened.ElementId == elementId);

    public int PriorityOf(SimulatedTask task) => Math.Max(task.Opened.Priority, raised.GetValueOrDefault(task.Opened.ElementId));

    /// <summary>A task opens with the deputy while its assignee is away, or goes back to its group.</summary>
    public string? AssigneeOf(SimulatedTask task)
    {
        if (task.Opened.Assignee is not { } assignee || Find(assignee) is not { } person || !person.IsAway(DayOf(task))) return task.Opened.Assignee;
        return person.Deputy is { } deputy && Find(deputy)?.IsAway(DayOf(task)) == false ? deputy : null;
    }

    public string? WhyNot(SimulatedTask task, string by)
    {
        if (by == named) return "The case is hidden.";
        var variables = simulator.State(task.InstanceKey).VisibleVariables(task.Opened.ElementInstanceKey);
        if (!task.Opened.Headers.TryGetValue("notBy", out var variable)) return null;
        var barred = variables?.Get(variable) is FeelList several ? several.Items : [variables?.Get(variable) ?? FeelValue.Null];
        return barred.Contains(FeelValue.Of(by)) ? "Not by the same person." : null;
    }

    public TeamToday Team(string? slug)
    {
        if (slug is null || !scenario.World.Teams.TryGetValue(slug, out var team)) return new TeamToday(null, 0, []);
        var deputies = team.Members.Where(member => Find(member)!.IsAway(Today)).Select(member => Find(member)!.Deputy).OfType<string>();
        return new TeamToday(slug, 30, [.. team.Members.Union(deputies).Order(StringComparer.Ordinal).Select(username => new TeamPerson(username)
        {
            IsMember = team.Members.Contains(username), IsSenior = team.Lead == username, IsPresent = !Find(username)!.IsAway(Today),
            MayKnow = username != named, Deputy = Find(username)!.IsAway(Today) ? Find(username)!.Deputy : null,
        })]);
    }

    /// <summary>A customer of whom nobody has checked anything yet.</summary>
    public CheckFacts Check(StepInput input) => new(new Customer { Key = SimulatedSteps.CustomerKey, Number = "K-1" }, [], [])
    {
        CheckerKey = input.Variables.Text("checkedBy") is { } checker ? usernames.IndexOf(checker) : null,
    };

    public ImmutableArray<MailRecipient> Recipients(string to, SimulatedTask? task)
    {
        if (to == "customer")
        {
            var customer = scenario.World.Customer;
            return [new MailRecipient(SimulatedSteps.ContactKey, true, customer.Contact, customer.Language, IsForbidden("survey") ? null : customer.Email)];
        }

        if (task is null) return [];
        var holders = AssigneeOf(task) is { } assignee ? [assignee] : Members(task).ToArray();
        var leads = task.Opened.CandidateGroups.Select(group => scenario.World.Teams.GetValueOrDefault(group)?.Lead).OfType<string>().ToArray();
        var aimed = to == "assignee" ? holders
            : AssigneeOf(task) is { } owner && Find(owner)?.Supervisor is { } above ? [above]
            : leads.Length > 0 ? leads : holders;
        return [.. aimed.Where(username => username != named).Select(username => new MailRecipient(
            usernames.IndexOf(username), false, username, Find(username)!.Language, $"{username}@company.example"))];
    }

    public void Apply(ImmutableArray<StepEffect> effects, StepInput input)
    {
        foreach (var effect in effects) Apply(effect, input);
    }

    /// <summary>The message about the next mail whose fate is known, as the sender would publish it.</summary>
    public MessageOfMail? TakeOutcome()
    {
        while (Mails.FindIndex(mail => !mail.IsSettled) is >= 0 and var index)
        {
            var mail = Mails[index];
            Mails[index] = mail with { IsSettled = true };
            var fate = mail.Address is null ? MailFate.Refused : scenario.Mails.GetValueOrDefault(mail.Purpose);
            var name = fate switch { MailFate.Sent => mail.Outcome?.OnDelivered, MailFate.Refused => mail.Outcome?.OnFailed, _ => null };
            if (name is not null)
            {
                return new MessageOfMail(
                    name, mail.Outcome!.CorrelationKey, FeelContext.Empty.With("mailPurpose", FeelValue.Of(mail.Purpose)));
            }
        }

        return null;
    }

    public long AnswerSurvey(SurveyScores scores)
    {
        Invitation = Invitation! with { State = "answered", IsAnswered = true, Satisfaction = scores.Satisfaction, Recommendation = scores.Recommendation };
        return Invitation.Key;
    }

    /// <summary>The invitation that the job would remind of now, as its query finds it.</summary>
    public long? DueReminder =>
        Invitation is { State: "open", WasReminded: false, IsAnswered: false } open && remindAt <= simulator.Now
            && open.ExpiresAt > simulator.Now && !IsForbidden("survey")
            ? open.Key
            : null;

    private ScenarioPerson? Find(string username) => scenario.World.People.GetValueOrDefault(username);

    private IEnumerable<string> Members(SimulatedTask task) => task.Opened.CandidateGroups
        .SelectMany(group => scenario.World.Teams.GetValueOrDefault(group)?.Members ?? []).Distinct();

    // The day on which it opened decides; here tasks are looked at on that day.
    private DateOnly DayOf(SimulatedTask task) => openedOn.TryGetValue(task.Opened.TaskKey, out var day) ? day : openedOn[task.Opened.TaskKey] = Today;

    private void Apply(StepEffect effect, StepInput input)
    {
        switch (effect)
        {
            case StepEffect.QueueMail mail:
                if (mail.UnsubscribePath is not null) contacts.Add(simulator.Now);
                Mails.Add(new SimulatedMail(
                    mail.Purpose, mail.ToCustomer ? ScenarioWorld.Contact : usernames[(int)mail.RecipientKey], mail.Language, mail.Text.Address,
                    mail.Outcome, false));
                break;
            case StepEffect.ChangeCase change when Case is { } row:
                Case = row with
                {
                    Status = change.Change.Status ?? row.Status,
                    Outcome = change.Change.Outcome ?? row.Outcome,
                    Owner = change.Change.Owner ?? row.Owner,
                    Team = change.Change.Team ?? row.Team,
                    Due = change.Change.DueAt ?? row.Due,
                };
                break;
            case StepEffect.RaiseTasks raise:
                raised[raise.ElementId] = raise.Priority;
                break;
            case StepEffect.AddRow { Entity: SurveyInvitation invitation }:
                Invitation = new OpenInvitation(invitation.Key, invitation.ExpiresAt, invitation.State, false, null, false);
                remindAt = invitation.RemindAt;
                LastInvitedAt = invitation.SentAt;
                break;
            case StepEffect.ChangeRow change when change.EntityType == typeof(SurveyInvitation):
                Invitation = Invitation! with
                {
                    WasReminded = Invitation.WasReminded || change.Values.ContainsKey(nameof(SurveyInvitation.RemindedAt)),
                    State = change.Values.GetValueOrDefault(nameof(SurveyInvitation.State)) as string ?? Invitation.State,
                };
                break;
            default:
                ApplyToClocks(effect);
                break;
        }
    }

    private void ApplyToClocks(StepEffect effect)
    {
        switch (effect)
        {
            case StepEffect.OpenClock opened:
                clocks.Add(new SimulatedClock(opened.Name, opened.Calendar, opened.DueAt));
                break;
            case StepEffect.PauseClock paused:
                Change(paused.Name, clock => clock with { Left = paused.Left, PausedAt = simulator.Now });
                break;
            case StepEffect.ResumeClock resumed:
                Change(resumed.Name, clock => clock with { Left = null, PausedAt = null, DueAt = resumed.DueAt });
                break;
            case StepEffect.StopClock stopped:
                Change(stopped.Name, clock => clock with { IsStopped = true, WasLate = clock.DueAt < (clock.PausedAt ?? simulator.Now) });
                break;
        }
    }

    private void Change(string name, Func<SimulatedClock, SimulatedClock> change)
    {
        var index = clocks.FindLastIndex(clock => clock.Name == name && !clock.IsStopped);
        if (index >= 0) clocks[index] = change(clocks[index]);
    }
}

internal sealed record SimulatedMail(string Purpose, string Recipient, string Language, string? Address, MailMessages? Outcome, bool IsSettled);

internal sealed record MessageOfMail(string Name, string CorrelationKey, FeelContext Variables);

internal sealed record SimulatedClock(string Name, string Calendar, DateTimeOffset DueAt)
{
    public TimeSpan? Left { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public bool IsStopped { get; init; }

    public bool? WasLate { get; init; }
}
