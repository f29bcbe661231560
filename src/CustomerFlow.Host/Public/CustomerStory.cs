using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>A case as its customer may see it: nobody's name, no word of ours that means nothing outside.</summary>
/// <param name="Now">What happens now.</param>
/// <param name="Advice">What the customer can do about it, if anything.</param>
/// <param name="Steps">What was done, the oldest first.</param>
internal sealed record CustomerView(string Now, string? Advice, IReadOnlyList<CustomerStep> Steps)
{
    /// <summary>By when somebody will be in touch; null once somebody was.</summary>
    public DateTimeOffset? FirstResponseDue { get; init; }

    /// <summary>By when there will be an answer; null while it stands or is over.</summary>
    public DateTimeOffset? AnswerDue { get; init; }

    /// <summary>What we asked and the case waits for.</summary>
    public string? Question { get; init; }
}

/// <summary>One thing that was done.</summary>
internal sealed record CustomerStep(DateTimeOffset At, string Text);

/// <summary>
/// Tells a case to its customer. The words for steps are texts of the workflow, <c>customer.done.STEP</c> and <c>customer.now.STEP</c>:
/// a step without one stays untold.
/// </summary>
internal sealed class CustomerStory(DbPool pool, ReleaseReader releases)
{
    private const int StepsMax = 200;
    private const string DoneKey = "customer.done.";
    private const string NowKey = "customer.now.";

    public async Task<CustomerView> OfAsync(PublicLink link, CaseRow about, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        var instance = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.Key == about.InstanceKey)
            .Select(row => new { row.ReleaseKey, row.Variables }).SingleAsync(cancellationToken);
        var pages = await releases.OfReleaseAsync(instance.ReleaseKey, cancellationToken);
        var events = await EventsAsync(db, about.InstanceKey, cancellationToken);
        var asks = await CustomerWaits.FindAsync(db, about.InstanceKey, CustomerWaits.Information, cancellationToken) is not null;
        var (now, advice) = Now(about, asks, CurrentWords(events, pages));
        var clocks = await db.Set<CaseClockRow>().AsNoTracking()
            .Where(row => row.InstanceKey == about.InstanceKey && row.StoppedAt == null).ToListAsync(cancellationToken);
        // Read newest first; what happened in one moment is told in the order in which it happened.
        var steps = events.AsEnumerable().Reverse().Where(row => row.Kind == ElementEventKind.Completed)
            .Select(row => (row.At, Text: Words(pages, DoneKey + row.ElementId))).Where(step => step.Text is not null)
            .Select(step => new CustomerStep(step.At, step.Text!))
            .Concat(await HeardAsync(db, about, cancellationToken)).Prepend(new CustomerStep(about.ReceivedAt, StatusTexts.StepReceived));
        if (about.ClosedAt is { } closedAt) steps = steps.Append(new CustomerStep(closedAt, StatusTexts.StepClosed));
        return new CustomerView(now, advice, [.. steps.OrderBy(step => step.At)])
        {
            FirstResponseDue = about.FirstResponseAt is null ? Due(clocks, ClockFacts.FirstResponse) : null,
            AnswerDue = Due(clocks, ClockFacts.Resolution),
            Question = asks ? FeelJson.ParseObject(instance.Variables).Text("question") : null,
        };
    }

    private static Task<List<ElementEventRow>> EventsAsync(CustomerFlowDb db, long instanceKey, CancellationToken cancellationToken) =>
        db.Set<ElementEventRow>().AsNoTracking()
            .Where(row => row.InstanceKey == instanceKey
                && (row.Kind == ElementEventKind.Activated || row.Kind == ElementEventKind.Completed
                    || row.Kind == ElementEventKind.Terminated))
            .OrderByDescending(row => row.Id).Take(StepsMax).ToListAsync(cancellationToken);

    /// <summary>What both sides said, without the words themselves: a link may be passed on.</summary>
    private static async Task<IEnumerable<CustomerStep>> HeardAsync(CustomerFlowDb db, CaseRow about, CancellationToken cancellationToken)
    {
        var answers = await db.PublicLinks.AsNoTracking().Where(row => row.CaseKey == about.InstanceKey && row.AnsweredAt != null)
            .Select(row => new { row.Answer, At = row.AnsweredAt!.Value }).ToListAsync(cancellationToken);
        var contacts = await db.Interactions.AsNoTracking().Where(row => row.CaseKey == about.InstanceKey)
            .OrderByDescending(row => row.At).Take(StepsMax)
            .Select(row => new { row.At, row.Inbound, row.Channel }).ToListAsync(cancellationToken);
        return contacts.Where(contact => !answers.Exists(answer => answer.At == contact.At))
            .Select(contact => new CustomerStep(
                contact.At,
                (contact.Inbound ? StatusTexts.StepYouWrote : StatusTexts.StepWeCalled).With(Shared.Words.Channel(contact.Channel))))
            .Concat(answers.Select(answer => new CustomerStep(
                answer.At, answer.Answer == AnswerDecision.Accepted ? StatusTexts.StepAccepted : StatusTexts.StepNotSolved)));
    }

    /// <summary>The newest step that is under way and has words.</summary>
    private static string? CurrentWords(List<ElementEventRow> events, ReleasePages pages)
    {
        var ended = events.Where(row => row.Kind != ElementEventKind.Activated).Select(row => row.ElementInstanceKey).ToHashSet();
        return events.Where(row => row.Kind == ElementEventKind.Activated && !ended.Contains(row.ElementInstanceKey))
            .Select(row => Words(pages, NowKey + row.ElementId)).FirstOrDefault(text => text is not null);
    }

    private static (string Now, string? Advice) Now(CaseRow about, bool asks, string? words) => about switch
    {
        { ClosedAt: not null, Outcome: "unresolved" } => (StatusTexts.NowClosedUnresolved, StatusTexts.ComplainAgain),
        { ClosedAt: not null } => (StatusTexts.NowClosed, StatusTexts.ComplainAgain),
        _ when asks => (StatusTexts.NowAsked, StatusTexts.AnswerBelow),
        _ when words is not null => (words, null),
        { Status: CaseStatus.Reopened } => (StatusTexts.NowReopened, null),
        { Status: CaseStatus.WaitingForCustomer } => (StatusTexts.NowWaiting, StatusTexts.AnswerByMail),
        { Status: CaseStatus.Investigating } => (StatusTexts.NowInvestigating, null),
        _ => (StatusTexts.NowReceived, null),
    };

    private static DateTimeOffset? Due(List<CaseClockRow> clocks, string name) =>
        clocks.Find(row => row.Name == name && row.PausedAt is null)?.DueAt;

    private static string? Words(ReleasePages pages, string key) =>
        pages.Texts.Find(key, Languages.Code(Languages.Current)) is { Length: > 0 } text ? text : null;
}
