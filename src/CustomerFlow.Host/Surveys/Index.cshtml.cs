using System.Globalization;
using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Surveys;

/// <summary>What customers answered: figures with their n, how they went, what drives them, and what was written.</summary>
[Authorize(Policies.ReadCases)]
[UsesIslands]
internal sealed class IndexModel(
    SurveyFigures figures, SurveyQuestions questions, SurveyComments comments, PeopleNames names, CustomerFlowDb db, BusinessClock clock,
    IOptions<AppOptions> app) : PageModel
{
    private const int MonthsUnlessSaid = 12;
    private const int YearsMax = 10;
    private const string QuarterCode = "quarter";
    private const int IdCharactersMax = 100;

    public SurveyFilter Filter { get; private set; } = null!;

    public SurveyReport Report { get; private set; } = null!;

    public IReadOnlyDictionary<(string Survey, string Question), string> Questions { get; private set; } =
        new Dictionary<(string, string), string>();

    public PageOf<SurveyComment> Comments { get; private set; } = new([], null);

    public IReadOnlyList<string> Occasions { get; private set; } = [];

    public IReadOnlyList<string> Teams { get; private set; } = [];

    public bool DatesWrong { get; private set; }

    public bool MayWork => User.May(Policies.Work);

    public async Task OnGetAsync(
        string? from, string? until, string? period, string? occasion, string? tier, string? team, string? after,
        CancellationToken cancellationToken)
    {
        Filter = FilterOf(from, until) with
        {
            ByQuarter = period == QuarterCode,
            Occasion = Given(occasion),
            Tier = DomainRules.Tiers.Contains(tier ?? "") ? tier : null,
            Team = Given(team),
        };
        Report = await figures.ReadAsync(Filter, cancellationToken);
        Questions = await questions.OfAsync(Report.Drivers, cancellationToken);
        Comments = await comments.ListAsync(Filter, ListPlace.Parse(after), cancellationToken);
        Occasions = await db.SurveyInvitations.Select(row => row.Purpose).Distinct().OrderBy(id => id).Take(RequestLimits.PageSizeMax)
            .ToListAsync(cancellationToken);
        Teams = await db.Teams.Select(row => row.Slug).OrderBy(slug => slug).Take(RequestLimits.PageSizeMax).ToListAsync(cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
    }

    /// <summary>Some period has enough answers for a point.</summary>
    public bool HasTrend => Report.Lines[SurveyFigures.Period]
        .Any(line => line.Satisfaction.Shown is not null || line.Recommendation.Shown is not null);

    /// <summary>Null where a series has too few answers: the line has a gap there.</summary>
    public string Trend() => JsonSerializer.Serialize(new
    {
        periods = Report.Lines[SurveyFigures.Period].Select(line => PeriodName(line.Id)),
        series = new[]
        {
            Series(AnalysisTexts.SatisfactionShort, line => line.Satisfaction, 1, SurveyFields.SatisfactionMax, 2),
            Series(AnalysisTexts.RecommendationShort, line => line.Recommendation, -100, 100, 0),
        },
    });

    public string PeriodName(string id)
    {
        var day = DateOnly.ParseExact(id, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Filter.ByQuarter
            ? AnalysisTexts.Quarter.With(day.Year.ToString(CultureInfo.InvariantCulture), ((day.Month - 1) / 3) + 1)
            : day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }

    public string NameOf(SurveyLine line) => line.Kind switch
    {
        SurveyFigures.Period => PeriodName(line.Id),
        SurveyFigures.Occasion => Words.SurveyOccasion(line.Id),
        SurveyFigures.Tier => Words.Tier(line.Id),
        SurveyFigures.Team => line.Id.Length == 0 ? AnalysisTexts.NoTeam : names.OfTeam(line.Id),
        _ => "",
    };

    private object Series(Text name, Func<SurveyLine, Figure> figure, int min, int max, int digits)
    {
        var found = Report.Lines[SurveyFigures.Period].Select(figure).ToList();
        return new
        {
            name = name.ToString(), min, max,
            values = found.Select(one => one.Shown is { } shown ? Math.Round(shown, digits) : (decimal?)null),
            notes = found.Select(one => AnalysisTexts.Count.With(one.Answers)),
        };
    }

    private SurveyFilter FilterOf(string? from, string? until)
    {
        var today = app.Value.DayOf(clock.Now);
        var usual = new SurveyFilter(new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsUnlessSaid), today, ByQuarter: false);
        var isRead = Read(from, usual.From, out var first) & Read(until, usual.Until, out var last);
        DatesWrong = !isRead || first > last || first.AddYears(YearsMax) < last;
        return DatesWrong ? usual : usual with { From = first, Until = last };
    }

    // Beyond these years there are no surveys, and no room to count a day on.
    private static bool Read(string? typed, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrEmpty(typed)
            || (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
                && day.Year is > 1900 and < 2900);
    }

    private static string? Given(string? id) => string.IsNullOrEmpty(id) || id.Length > IdCharactersMax ? null : id;
}
