using CustomerFlow.Data.Access;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests.Access;

/// <summary>A complaint about one of us: whom it is hidden from, on every way to it.</summary>
public sealed class RestrictedComplaintTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private SampleCompany company = null!;
    private Person named = null!;
    private Person colleague = null!;
    private Person handler = null!;
    private Person stranger = null!;
    private Complaint complaint = null!;

    public static TheoryData<string> Ways => ["complaint", "interaction", "invitation", "response", "sql"];

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        company = new SampleCompany(database);
        var sales = await company.TeamAsync("sales");
        named = await company.PersonAsync("named", sales);
        colleague = await company.PersonAsync("colleague", sales);
        handler = await company.PersonAsync("handler", sales);
        stranger = await company.PersonAsync("stranger", await company.TeamAsync("service"));
        complaint = await company.ComplaintAsync(
            await company.CustomerAsync(owner: named), change: c => c.RestrictTo(named.Key, handler.Key));
        await AddTracesAsync();
    }

    public async Task DisposeAsync()
    {
        await company.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_person_named_does_not_see_it(string way) => Assert.Equal(0, await CountAsync(way, named));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_colleague_in_a_team_of_the_person_named_does_not_see_it(string way) =>
        Assert.Equal(0, await CountAsync(way, colleague));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_handler_sees_it_even_from_within_the_team(string way) => Assert.Equal(1, await CountAsync(way, handler));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Someone_of_another_team_sees_it(string way) => Assert.Equal(1, await CountAsync(way, stranger));

    [Fact]
    public async Task Who_joins_a_team_of_the_person_named_loses_sight_of_it_at_once()
    {
        await using var db = company.Open();
        var team = await db.TeamMembers.Where(m => m.PersonKey == named.Key).Select(m => m.TeamKey).SingleAsync();

        db.Add(new TeamMember { TeamKey = team, PersonKey = stranger.Key });
        await db.SaveChangesAsync();

        Assert.Equal(0, await CountAsync("complaint", stranger));
    }

    [Fact]
    public void The_person_named_can_never_be_the_handler() =>
        Assert.Throws<ArgumentException>(() => complaint.RestrictTo(named.Key, named.Key));

    private async Task AddTracesAsync()
    {
        await using var db = company.Open();
        var at = SampleCompany.Morning;
        db.Add(new Interaction
        {
            Key = await company.Keys.NextAsync(CancellationToken.None), CustomerKey = complaint.CustomerKey,
            CaseKey = complaint.InstanceKey, Channel = "phone", At = at, SealedFor = complaint.CustomerKey,
        });
        var invitation = new SurveyInvitation
        {
            Key = await company.Keys.NextAsync(CancellationToken.None), SurveyId = "satisfaction", TokenHash = LinkToken.Create().Hash,
            Purpose = "complaint", CaseKey = complaint.InstanceKey, CustomerKey = complaint.CustomerKey, Language = "zh", ExpiresAt = at,
        };
        db.Add(invitation);
        db.Add(new SurveyResponse
        {
            Key = await company.Keys.NextAsync(CancellationToken.None), InvitationKey = invitation.Key, CaseKey = complaint.InstanceKey,
            CustomerKey = complaint.CustomerKey, Answers = "{}", SealedFor = complaint.CustomerKey, SubmittedAt = at, Via = "link",
        });
        await db.SaveChangesAsync();
    }

    private async Task<int> CountAsync(string way, Person person)
    {
        var scope = AccessScope.Of(person.Key, [], AccessReach.All, ["manager"]);
        await using var db = company.Open(scope);
        return way switch
        {
            "complaint" => await db.Complaints.CountAsync(),
            "interaction" => await db.Interactions.CountAsync(),
            "invitation" => await db.SurveyInvitations.CountAsync(),
            "response" => await db.SurveyResponses.CountAsync(),
            _ => await CountBySqlAsync(scope),
        };
    }

    private async Task<int> CountBySqlAsync(AccessScope scope)
    {
        await using var command = database.DataSource.CreateCommand(
            $"select count(*)::int from customerflow.complaint c where {RestrictedSql.CaseIsVisible("c.instance_key")}");
        command.Parameters.AddScope(scope);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
