using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Instances;

/// <summary>Gathers what happened in a case from the places that know it, and tells it in words.</summary>
internal sealed class CaseTimeline(
    CustomerFlowDb db, PeopleNames names, ReleaseReader pages, ReleaseCache releases, SubjectKeys subjects)
{
    private const int EntriesMax = 200;

    public async Task<Timeline> OfAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var instance = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.Key == instanceKey)
            .Select(row => new { row.ReleaseKey, row.ProcessId }).SingleAsync(cancellationToken);
        var process = (await releases.GetAsync(instance.ReleaseKey, cancellationToken)).Process(instance.ProcessId);
        var words = new StepWords(await pages.OfReleaseAsync(instance.ReleaseKey, cancellationToken), process, names);
        var steps = await StepsAsync(instanceKey, cancellationToken);
        var comments = await CommentsAsync(instanceKey, cancellationToken);
        await names.LoadAsync(steps.Select(step => step.By).Concat(comments.Select(comment => comment.WrittenBy)), cancellationToken);
        var entries = steps.Select(words.Tell).OfType<TimelineEntry>()
            .Concat(comments.Select(comment => new TimelineEntry(
                comment.WrittenAt, InstanceTexts.CommentBy.With(names.Of(comment.WrittenBy)))
            {
                Quote = comment.Text,
            }))
            .Concat(await MailsAsync(instanceKey, words, cancellationToken))
            .Concat(await InteractionsAsync(instanceKey, cancellationToken))
            .Concat(await SurveysAsync(instanceKey, cancellationToken))
            .Concat(await FailuresAsync(instanceKey, words, cancellationToken))
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Order)
            .ToList();
        return new Timeline([.. entries.Take(EntriesMax)], entries.Count > EntriesMax || steps.Count > EntriesMax);
    }

    private Task<List<ElementEventRow>> StepsAsync(long instanceKey, CancellationToken cancellationToken) =>
        db.Set<ElementEventRow>().AsNoTracking()
            .Where(row => row.InstanceKey == instanceKey && row.Kind != ElementEventKind.FlowTaken)
            .OrderByDescending(row => row.Id).Take(2 * EntriesMax).ToListAsync(cancellationToken);

    private Task<List<CommentRow>> CommentsAsync(long instanceKey, CancellationToken cancellationToken) =>
        db.Set<CommentRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey)
            .OrderByDescending(row => row.Key).Take(EntriesMax).ToListAsync(cancellationToken);

    private async Task<IEnumerable<TimelineEntry>> MailsAsync(long instanceKey, StepWords words, CancellationToken cancellationToken)
    {
        var mails = await db.Set<OutgoingMailRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey)
            .OrderByDescending(row => row.Key).Take(EntriesMax)
            .Select(row => new { row.Key, row.Purpose, row.Audience, row.State, row.QueuedAt, row.SettledAt })
                .ToListAsync(cancellationToken);
        return mails.Select(mail =>
        {
            var text = mail.Audience == MailAudience.Customer ? InstanceTexts.MailLine : InstanceTexts.MailToStaff;
            var tone = mail.State switch
            {
                MailState.Sent => TimelineTone.Good,
                MailState.Failed or MailState.Bounced or MailState.Unknown => TimelineTone.Bad,
                _ => TimelineTone.Plain,
            };
            return new TimelineEntry(
                mail.SettledAt ?? mail.QueuedAt, text.With(words.Mail(mail.Purpose), Words.MailState(mail.State.ToString())), tone)
            {
                Order = mail.Key,
                Link = string.Create(CultureInfo.InvariantCulture, $"/mailbox/{mail.Key}"),
            };
        });
    }

    private async Task<IEnumerable<TimelineEntry>> InteractionsAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var rows = await (
            from interaction in db.Set<Interaction>().AsNoTracking()
            where interaction.CaseKey == instanceKey
            join known in db.Set<Person>() on interaction.PersonKey equals known.Key into people
            from person in people.DefaultIfEmpty()
            orderby interaction.At descending
            select new { interaction, NameZh = person!.NameZh, NameEn = person.NameEn })
            .Take(EntriesMax).ToListAsync(cancellationToken);
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.interaction.SealedFor).Distinct()], cancellationToken);
        return rows.Select(row =>
        {
            var said = row.interaction;
            var text = (said.Inbound ? InstanceTexts.InteractionIn : InstanceTexts.InteractionOut).With(Words.Channel(said.Channel));
            var by = row.NameZh is null
                ? ""
                : PeopleTexts.ListSeparator + InstanceTexts.ByPerson.With(new Text(row.NameZh, row.NameEn).ToString());
            return new TimelineEntry(said.At, text + by, TimelineTone.Good)
            {
                Quote = FieldProtector.Open(dataKeys[said.SealedFor], ComplaintColumns.Interaction, said.TextSealed),
                Order = said.Key,
            };
        });
    }

    private async Task<IEnumerable<TimelineEntry>> SurveysAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var rows = await (
            from response in db.SurveyResponses.AsNoTracking()
            where response.CaseKey == instanceKey
            join known in db.Set<Person>() on response.EnteredByKey equals known.Key into people
            from person in people.DefaultIfEmpty()
            orderby response.SubmittedAt descending
            select new { response, NameZh = person!.NameZh, NameEn = person.NameEn })
            .Take(EntriesMax).ToListAsync(cancellationToken);
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.response.SealedFor).Distinct()], cancellationToken);
        return rows.Select(row =>
        {
            var answer = row.response;
            var text = InstanceTexts.SurveyAnswered.With(
                Score(answer.Satisfaction, SurveyFields.SatisfactionMax), Score(answer.Recommendation, SurveyFields.RecommendationMax));
            return new TimelineEntry(
                answer.SubmittedAt,
                row.NameZh is null ? text : InstanceTexts.SurveyByPhone.With(text, new Text(row.NameZh, row.NameEn).ToString()),
                TimelineTone.Good)
            {
                Quote = FieldProtector.Open(dataKeys[answer.SealedFor], AnswerSurvey.Comment, answer.CommentSealed),
                Order = answer.Key,
            };
        });

        static string Score(short? score, int max) =>
            score is { } given ? InstanceTexts.OutOf.With(given, max) : InstanceTexts.NoAnswer.ToString();
    }

    private async Task<IEnumerable<TimelineEntry>> FailuresAsync(long instanceKey, StepWords words, CancellationToken cancellationToken)
    {
        var rows = await db.Set<IncidentRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey)
            .OrderByDescending(row => row.Key).Take(EntriesMax).ToListAsync(cancellationToken);
        return rows.SelectMany(row =>
        {
            var failure = new TimelineEntry(row.CreatedAt, InstanceTexts.FailureLine.With(words.Name(row.ElementId)), TimelineTone.Bad)
            {
                ElementId = row.ElementId,
                Quote = row.Message,
                Order = row.Key,
            };
            if (row.ResolvedAt is not { } at) return [failure];
            var resolved = new TimelineEntry(
                at, InstanceTexts.FailureResolved.With(words.Name(row.ElementId)))
            { ElementId = row.ElementId };
            return new[] { failure, resolved };
        });
    }
}
