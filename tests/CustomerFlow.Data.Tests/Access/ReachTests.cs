using CustomerFlow.Data.Access;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests.Access;

public sealed class ReachTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private SampleCompany company = null!;
    private Team team = null!;
    private Person person = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        company = new SampleCompany(database);
        team = await company.TeamAsync("sales");
        person = await company.PersonAsync("person", team);
        var colleague = await company.PersonAsync("colleague", team);
        var stranger = await company.PersonAsync("stranger");
        await AddAsync("own", person);
        await AddAsync("colleague", colleague);
        await AddAsync("pool", null);
        await AddAsync("stranger", stranger);
    }

    public async Task DisposeAsync()
    {
        await company.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(AccessReach.None, "")]
    [InlineData(AccessReach.Own, "own")]
    [InlineData(AccessReach.Team, "colleague own pool")]
    [InlineData(AccessReach.All, "colleague own pool stranger")]
    public async Task Customers_their_contacts_and_complaints_end_where_the_reach_ends(AccessReach reach, string expected)
    {
        var scope = AccessScope.Of(person.Key, [team.Key], reach, ["staff"]);
        await using var db = company.Open(scope);

        var customers = await db.Customers.OrderBy(c => c.Name).Select(c => c.Name).ToListAsync();
        var complaints = await db.Complaints.CountAsync();
        var contacts = await db.Contacts.CountAsync();

        Assert.Equal(expected, string.Join(' ', customers));
        Assert.Equal(customers.Count, complaints);
        Assert.Equal(customers.Count, contacts);
        Assert.Equal(expected, await NamesBySqlAsync(scope));
    }

    [Fact]
    public async Task A_context_from_the_pool_keeps_nothing_of_the_sight_of_the_one_before()
    {
        await using (var seeing = company.Open())
            Assert.Equal(4, await seeing.Customers.CountAsync());

        await using var blind = company.Open(AccessScope.Nobody);

        Assert.Equal(0, await blind.Customers.CountAsync());
    }

    private async Task AddAsync(string name, Person? owner)
    {
        var customer = await company.CustomerAsync(name, owner);
        var contact = await company.ContactAsync(customer, new ContactDetails("13800138000", null, null, null));
        await company.ComplaintAsync(customer, contact);
    }

    private async Task<string> NamesBySqlAsync(AccessScope scope)
    {
        await using var command = database.DataSource.CreateCommand(
            $"""
             select coalesce(string_agg(c.name, ' ' order by c.name), '') from customerflow.customer c
             where {RestrictedSql.CustomerIsInReach("c.owner_key")}
             """);
        command.Parameters.AddScope(scope);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
