using CustomerFlow.Data;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Surveys;

/// <summary>What a customer wrote in a survey.</summary>
internal sealed record SurveyComment(
    long Key, DateTimeOffset At, string Said, short? Satisfaction, short? Recommendation, long CustomerKey, string CustomerName,
    long? CaseKey, string? CaseNumber)
{
    /// <summary>The improvement that was made of it.</summary>
    public long? ActionKey { get; init; }

    /// <summary>It belongs to a complaint that is hidden from somebody: what is made of it would be no secret any more.</summary>
    public bool IsRestricted { get; init; }
}

/// <summary>Reads and opens the comments; the context leaves out what the person must not see.</summary>
internal sealed class SurveyComments(CustomerFlowDb db, SubjectKeys subjects, IOptions<AppOptions> app)
{
    private const int PageSize = 20;

    public async Task<PageOf<SurveyComment>> ListAsync(SurveyFilter filter, ListPlace? after, CancellationToken cancellationToken)
    {
        var (since, before) = (app.Value.EndOf(filter.From.AddDays(-1)), app.Value.EndOf(filter.Until));
        var sources = Sources().Where(source => source.SentAt >= since && source.SentAt < before);
        if (filter.Occasion is { } occasion) sources = sources.Where(source => source.Occasion == occasion);
        if (filter.Tier is { } tier) sources = sources.Where(source => source.Tier == tier);
        if (filter.Team is { } team) sources = sources.Where(source => source.Team == team);
        if (after?.At is { } at)
            sources = sources.Where(source => source.At < at || (source.At == at && source.Key < after.Key));
        var rows = await sources.OrderByDescending(source => source.At).ThenByDescending(source => source.Key).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var page = Paging.Cut(rows, PageSize, row => new ListPlace(row.At, row.Key).ToString());
        return new PageOf<SurveyComment>(await OpenAsync(page.Items, cancellationToken), page.Next);
    }

    /// <summary>Null when there is no such comment, or none that this person may see.</summary>
    public async Task<SurveyComment?> FindAsync(long key, CancellationToken cancellationToken)
    {
        var rows = await Sources().Where(source => source.Key == key).ToListAsync(cancellationToken);
        return (await OpenAsync(rows, cancellationToken)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<SurveyComment>> OpenAsync(IReadOnlyList<Source> rows, CancellationToken cancellationToken)
    {
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.SealedFor).Distinct()], cancellationToken);
        return
        [
            .. from row in rows
               let said = FieldProtector.Open(dataKeys[row.SealedFor], AnswerSurvey.Comment, row.CommentSealed)
               where said is not null
               select new SurveyComment(
                   row.Key, row.At, said, row.Satisfaction, row.Recommendation, row.CustomerKey, row.CustomerName, row.CaseKey,
                   row.CaseNumber)
               {
                   ActionKey = row.ActionKey, IsRestricted = row.IsRestricted,
               },
        ];
    }

    private IQueryable<Source> Sources() =>
        from response in db.SurveyResponses.AsNoTracking()
        where response.CommentSealed != null
        join invitation in db.SurveyInvitations on response.InvitationKey equals invitation.Key
        join customer in db.Customers on response.CustomerKey equals customer.Key
        join known in db.Set<CaseRow>() on response.CaseKey equals known.InstanceKey into cases
        from about in cases.DefaultIfEmpty()
        select new Source
        {
            Key = response.Key, At = response.SubmittedAt, SentAt = invitation.SentAt, Occasion = invitation.Purpose, Tier = customer.Tier,
            Team = about!.Team, Satisfaction = response.Satisfaction, Recommendation = response.Recommendation,
            CustomerKey = customer.Key, CustomerName = customer.Name, CaseKey = response.CaseKey, CaseNumber = about.Number,
            ActionKey = response.ActionKey, SealedFor = response.SealedFor, CommentSealed = response.CommentSealed,
            IsRestricted = db.HiddenCases.Any(hidden => hidden.InstanceKey == response.CaseKey),
        };

    private sealed class Source
    {
        public long Key { get; init; }

        public DateTimeOffset At { get; init; }

        public DateTimeOffset? SentAt { get; init; }

        public required string Occasion { get; init; }

        public required string Tier { get; init; }

        public string? Team { get; init; }

        public short? Satisfaction { get; init; }

        public short? Recommendation { get; init; }

        public long CustomerKey { get; init; }

        public required string CustomerName { get; init; }

        public long? CaseKey { get; init; }

        public string? CaseNumber { get; init; }

        public long? ActionKey { get; init; }

        public long SealedFor { get; init; }

        public byte[]? CommentSealed { get; init; }

        public bool IsRestricted { get; init; }
    }
}
