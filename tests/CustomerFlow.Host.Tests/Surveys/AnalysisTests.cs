using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.Tests.Surveys;

/// <summary>The figures of surveys against other ways to compute them, and who sees which.</summary>
public sealed class AnalysisTests : IAsyncLifetime
{
    private const string Page = "/surveys?from=2026-01-01&until=2026-12-31";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly SurveyFilter Year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), ByQuarter: false);

    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Every_figure_is_that_of_the_answers_written_down_one_by_one()
    {
        var answers = await GenerateAsync(300, seed: 7);

        var report = await FiguresAsync();

        AssertLine(answers, report.All);
        foreach (var line in report.Lines[SurveyFigures.Tier]) AssertLine([.. answers.Where(one => one.Tier == line.Id)], line);
        foreach (var line in report.Lines[SurveyFigures.Occasion]) AssertLine([.. answers.Where(one => one.Occasion == line.Id)], line);
        foreach (var line in report.Lines[SurveyFigures.Period])
            AssertLine([.. answers.Where(one => one.SentAt.AddHours(8).ToString("yyyy-MM-01", CultureInfo.InvariantCulture) == line.Id)], line);
        Assert.Equal((3, 2, 12), (
            report.Lines[SurveyFigures.Tier].Count(), report.Lines[SurveyFigures.Occasion].Count(), report.Lines[SurveyFigures.Period].Count()));
    }

    [Fact]
    public async Task A_driver_is_the_correlation_of_its_question_with_satisfaction()
    {
        var answers = await GenerateAsync(200, seed: 11);

        var report = await FiguresAsync();

        Assert.Equal(["attitude", "quality", "speed"], report.Drivers.Select(driver => driver.Question).Order());
        foreach (var driver in report.Drivers)
        {
            var pairs = answers.Where(one => one.IsAnswered).Select(one => ((double)one.Questions[driver.Question], (double)one.Satisfaction)).ToList();
            Assert.Equal(pairs.Count, driver.Correlation.Answers);
            Assert.Equal(Pearson(pairs), (double)driver.Correlation.Value!.Value, 6);
        }
    }

    [Fact]
    public async Task With_too_few_answers_no_figure_is_shown_but_how_many_there_are()
    {
        await GenerateAsync(Figure.AnswersMin - 1, seed: 3, answered: 1);
        using var manager = await EnglishAsync("manager");

        var few = await manager.GetStringAsync(new Uri(Page, UriKind.Relative));
        await GenerateAsync(1, seed: 4, answered: 1);
        var enough = await manager.GetStringAsync(new Uri(Page, UriKind.Relative));

        Assert.Contains("too few answers", few, StringComparison.Ordinal);
        Assert.Matches("<dt>Satisfaction[^<]*</dt>\\s*<dd>\\s*<span[^>]*>too few answers</span>\\s*<span[^>]*>n = 4<", few);
        Assert.Matches("<dt>Satisfaction[^<]*</dt>\\s*<dd>\\s*<strong>[0-9.]+</strong>\\s*<span[^>]*>n = 5<", enough);
    }

    [Fact]
    public async Task Every_figure_on_the_page_has_its_n_beside_it()
    {
        await GenerateAsync(120, seed: 5);
        using var manager = await EnglishAsync("manager");

        var page = await manager.GetStringAsync(new Uri(Page, UriKind.Relative));

        var cells = Regex.Matches(page, "<td class=\"cf-figure\">(.*?)</td>", RegexOptions.Singleline);
        Assert.True(cells.Count > 40, $"{cells.Count} cells");
        Assert.All(cells, cell => Assert.Matches("n = [0-9]+|[0-9]+ of [0-9]+ answered", cell.Value));
    }

    [Fact]
    public async Task A_person_sees_only_surveys_of_customers_within_reach_and_none_about_hidden_complaints()
    {
        var sales = await PersonAsync("sales");
        await GenerateAsync(30, seed: 9);
        var own = await GenerateAsync(12, seed: 10, ownerKey: sales);
        var hidden = await scene.OpenAsync();
        await using (var db = scene.Db())
        {
            var complaint = await db.Complaints.AsTracking().SingleAsync(row => row.InstanceKey == hidden.Key);
            var customer = await db.Customers.AsTracking().SingleAsync(row => row.Key == complaint.CustomerKey);
            db.Add(customer.HandTo(sales, new TransferFacts(
                await scene.Get<KeyBlocks>().NextAsync(CancellationToken.None), "assigned", "manual", null, Start)));
            complaint.RestrictTo(sales, null);
            await db.SaveChangesAsync();
            await AddAsync(db, new Generated(complaint.CustomerKey, "normal", "complaint-closed", Start, true, 1, 0, [], hidden.Key));
            await db.SaveChangesAsync();
        }

        using var client = await EnglishAsync("sales");
        var page = await client.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var manager = await EnglishAsync("manager");
        var all = await manager.GetStringAsync(new Uri(Page, UriKind.Relative));

        Assert.Contains($"{own.Count(one => one.IsAnswered)} of {own.Count} answered", page, StringComparison.Ordinal);
        Assert.Contains("of 43 answered", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_becomes_a_task_with_an_owner_and_a_due_date_once()
    {
        await GenerateAsync(6, seed: 2, answered: 1, comment: "The courier never rings.");
        using var lead = await scene.Host.SignedInAsync("lead");
        var page = await lead.GetStringAsync(new Uri(Page, UriKind.Relative));
        var form = Regex.Match(page, "/surveys/answers/[0-9]+/action").Value;
        var due = scene.Get<BusinessClock>().Now.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        using var refused = await TestHost.PostFormAsync(lead, form, ("What", "Ask the courier to ring"), ("Owner", "agent"), ("Due", "2001-01-01"));
        using var made = await TestHost.PostFormAsync(lead, form, ("What", "Ask the courier to ring"), ("Owner", "agent"), ("Due", due));
        using var again = await TestHost.PostFormAsync(lead, form, ("What", "Once more"), ("Owner", "lead"), ("Due", due));

        var kept = await refused.Content.ReadAsStringAsync();
        Assert.Contains("The courier never rings.", page, StringComparison.Ordinal);
        Assert.Contains("Ask the courier to ring", kept, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.OK), (refused.StatusCode, made.StatusCode, again.StatusCode));
        await using var db = scene.Db();
        var task = await db.Set<UserTaskRow>().SingleAsync(row => row.ElementId == "improve");
        Assert.Equal(("agent", due), (task.Assignee, task.DueAt!.Value.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.Equal("Ask the courier to ring", (await db.Set<CaseRow>().SingleAsync(row => row.Type == "improvement")).Title);
        Assert.Equal(1, await db.SurveyResponses.CountAsync(row => row.ActionKey == task.InstanceKey));
    }

    [Fact]
    public async Task An_auditor_reads_and_makes_nothing()
    {
        await GenerateAsync(6, seed: 2, answered: 1, comment: "Fine.");
        using var auditor = await scene.Host.SignedInAsync("auditor");

        var page = await auditor.GetStringAsync(new Uri(Page, UriKind.Relative));

        Assert.Contains("Fine.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/action", page, StringComparison.Ordinal);
    }

    private async Task<HttpClient> EnglishAsync(string username)
    {
        var client = await scene.Host.SignedInAsync(username);
        (await TestHost.PostFormAsync(client, "/account", "/language", ("language", "en"), ("returnUrl", "/account"))).Dispose();
        return client;
    }

    // What the page computes in SQL, computed here from the list of what was written.
    private static void AssertLine(IReadOnlyList<Generated> all, SurveyLine line)
    {
        var answers = all.Where(one => one.IsAnswered).ToList();
        Assert.Equal((all.Count, answers.Count), ((int)line.Sent, (int)line.Answered));
        Assert.Equal((answers.Count, answers.Count), ((int)line.Satisfaction.Answers, (int)line.Recommendation.Answers));
        if (answers.Count == 0) return;
        Assert.Equal(answers.Average(one => (double)one.Satisfaction), (double)line.Satisfaction.Value!.Value, 6);
        var promoters = answers.Count(one => one.Recommendation >= 9);
        var detractors = answers.Count(one => one.Recommendation <= 6);
        Assert.Equal(100.0 * (promoters - detractors) / answers.Count, (double)line.Recommendation.Value!.Value, 6);
    }

    private static double Pearson(List<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(pair => (pair.X - x) * (pair.Y - y))
            / Math.Sqrt(pairs.Sum(pair => (pair.X - x) * (pair.X - x)) * pairs.Sum(pair => (pair.Y - y) * (pair.Y - y)));
    }

    private Task<SurveyReport> FiguresAsync() => new SurveyFigures(
        scene.Get<NpgsqlDataSource>(), AccessScope.System("test"), scene.Get<Microsoft.Extensions.Options.IOptions<Host.Shared.AppOptions>>())
        .ReadAsync(Year, CancellationToken.None);

    private async Task<long> PersonAsync(string username)
    {
        await using var db = scene.Db();
        return await db.People.Where(row => row.UserName == username).Select(row => row.Key).SingleAsync();
    }

    private async Task<List<Generated>> GenerateAsync(
        int count, int seed, double answered = 0.6, string? comment = null, long? ownerKey = null)
    {
        var chance = new Random(seed);
        var customers = new List<(long Key, string Tier)>();
        await using var db = scene.Db();
        foreach (var tier in DomainRules.Tiers)
        {
            var key = await scene.Get<KeyBlocks>().NextAsync(CancellationToken.None);
            db.Add(new Customer
            {
                Key = key, Number = $"T-{key}", Tier = tier, OwnerKey = ownerKey ?? await PersonAsync("manager"), CreatedAt = Start,
            }.Rename("Sample company"));
            customers.Add((key, tier));
        }

        var rows = new List<Generated>();
        for (var index = 0; index < count; index++)
        {
            var (customerKey, tier) = customers[chance.Next(customers.Count)];
            var quality = (short)chance.Next(1, 6);
            rows.Add(new Generated(
                customerKey, tier, chance.Next(2) == 0 ? "periodic" : "complaint-closed", Start.AddHours(chance.Next(0, 363 * 24)),
                chance.NextDouble() < answered, (short)Math.Clamp(quality + chance.Next(-1, 2), 1, 5), (short)chance.Next(0, 11),
                new() { ["quality"] = quality, ["attitude"] = (short)chance.Next(1, 6), ["speed"] = (short)chance.Next(1, 6) }, null));
            await AddAsync(db, rows[^1], comment);
        }

        await db.SaveChangesAsync();
        return rows;
    }

    private async Task AddAsync(CustomerFlowDb db, Generated row, string? comment = null)
    {
        var keys = scene.Get<KeyBlocks>();
        var invitation = await keys.NextAsync(CancellationToken.None);
        db.Add(new SurveyInvitation
        {
            Key = invitation, SurveyId = "satisfaction", TokenHash = LinkToken.Create().Hash, Purpose = row.Occasion, CustomerKey = row.CustomerKey,
            CaseKey = row.CaseKey, Language = "en", SentAt = row.SentAt, ExpiresAt = row.SentAt.AddDays(21),
            State = row.IsAnswered ? "answered" : "expired",
        });
        if (!row.IsAnswered) return;
        var dataKey = await scene.Get<SubjectKeys>().OpenAsync(db, row.CustomerKey, CancellationToken.None);
        db.Add(new SurveyResponse
        {
            Key = await keys.NextAsync(CancellationToken.None), InvitationKey = invitation, CustomerKey = row.CustomerKey, CaseKey = row.CaseKey,
            Answers = "{" + string.Join(",", row.Questions.Select(one => $"\"{one.Key}\":\"{one.Value}\"")) + "}",
            Satisfaction = row.Satisfaction, Recommendation = row.Recommendation, SealedFor = row.CustomerKey,
            CommentSealed = comment is null ? null : FieldProtector.Seal(dataKey, AnswerSurvey.Comment, comment),
            SubmittedAt = row.SentAt.AddDays(1), Via = "link",
        });
    }

    private sealed record Generated(
        long CustomerKey, string Tier, string Occasion, DateTimeOffset SentAt, bool IsAnswered, short Satisfaction, short Recommendation,
        Dictionary<string, short> Questions, long? CaseKey);
}
