using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>Puts a scenario's people, teams and customer on file.</summary>
internal sealed class ScenarioRows(IServiceProvider services)
{
    private readonly KeyBlocks keys = services.GetRequiredService<KeyBlocks>();

    public async Task<(Dictionary<long, string> Usernames, Contact Contact)> AddAsync(ScenarioPeople world, CancellationToken cancellationToken)
    {
        await using var db = services.GetRequiredService<DbPool>().Open(AccessScope.System("scenario"));
        var keyOf = new Dictionary<string, long>();
        foreach (var username in world.People.Keys) keyOf[username] = await keys.NextAsync(cancellationToken);
        foreach (var (username, person) in world.People) AddPerson(db, username, person, keyOf[username]);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (username, person) in world.People) await AddTiesAsync(db, person, keyOf[username], keyOf, cancellationToken);
        foreach (var (slug, team) in world.Teams) await AddTeamAsync(db, slug, team, keyOf, cancellationToken);
        var contact = await AddCustomerAsync(db, world.Customer, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (keyOf.ToDictionary(pair => pair.Value, pair => pair.Key), contact);
    }

    public static async Task AddComplaintAsync(CustomerFlowDb db, long instanceKey, Contact contact, FeelContext start, Scenario scenario)
    {
        if (start.Text("category") is not { } category) return;
        var complaint = new Complaint
        {
            InstanceKey = instanceKey, CustomerKey = contact.CustomerKey, ContactKey = contact.Key, SealedFor = contact.Key,
            Subject = "Seal broken", Category = category, Severity = start.Text("severity") ?? "normal", Channel = "web",
            Language = scenario.World.Customer.Language, ReceivedAt = scenario.At, EnteredAt = scenario.At,
        };
        if (start.Text("namedPerson") is { } named && start.Text("handler") is { } handler)
        {
            var people = await db.People.Where(row => row.UserName == named || row.UserName == handler)
                .ToDictionaryAsync(row => row.UserName, row => row.Key);
            complaint.RestrictTo(people[named], people[handler]);
        }

        db.Add(complaint);
        db.Add(new CaseRow
        {
            InstanceKey = instanceKey, Number = ScenarioWorld.CaseNumber, Type = "complaint", Title = complaint.Subject,
            CustomerKey = contact.CustomerKey, ContactKey = contact.Key, Status = "received", ReceivedAt = scenario.At,
            OpenedAt = scenario.At, Fields = "{}", Revision = 1,
        });
    }

    public async Task<long> AnswerAsync(SurveyScores scores, CancellationToken cancellationToken)
    {
        await using var db = services.GetRequiredService<DbPool>().Open(AccessScope.System("scenario"));
        var invitation = await db.SurveyInvitations.AsTracking().SingleAsync(row => row.State == "open", cancellationToken);
        invitation.State = "answered";
        db.Add(new SurveyResponse
        {
            Key = await keys.NextAsync(cancellationToken), InvitationKey = invitation.Key, CaseKey = invitation.CaseKey,
            CustomerKey = invitation.CustomerKey, Answers = "{}", Satisfaction = scores.Satisfaction,
            Recommendation = scores.Recommendation, SealedFor = invitation.ContactKey!.Value,
            SubmittedAt = services.GetRequiredService<BusinessClock>().Now, Via = "link",
        });
        await db.SaveChangesAsync(cancellationToken);
        return invitation.Key;
    }

    private static void AddPerson(CustomerFlowDb db, string username, ScenarioPerson person, long key)
    {
        db.Add(new IdentityUser<long>(username)
        {
            Id = key, NormalizedUserName = username.ToUpperInvariant(), Email = $"{username}@company.example",
        });
        db.Add(new Person { Key = key, UserName = username, NameZh = username, NameEn = username, Language = person.Language });
    }

    private async Task AddTiesAsync(
        CustomerFlowDb db, ScenarioPerson person, long key, Dictionary<string, long> keyOf, CancellationToken cancellationToken)
    {
        var row = await db.People.AsTracking().SingleAsync(one => one.Key == key, cancellationToken);
        row.SupervisorKey = person.Supervisor is { } above ? keyOf[above] : null;
        if (person is not { AwayFrom: { } from, AwayUntil: { } until }) return;
        db.Add(new Absence
        {
            Key = await keys.NextAsync(cancellationToken), PersonKey = key, FirstDay = from, LastDay = until,
            DeputyKey = person.Deputy is { } deputy ? keyOf[deputy] : null,
        });
    }

    private async Task AddTeamAsync(
        CustomerFlowDb db, string slug, ScenarioTeam team, Dictionary<string, long> keyOf, CancellationToken cancellationToken)
    {
        var row = new Team { Key = await keys.NextAsync(cancellationToken), Slug = slug, NameZh = slug, NameEn = slug };
        db.Add(row);
        db.AddRange(team.Members.Select(member => new TeamMember
        {
            TeamKey = row.Key, PersonKey = keyOf[member], Role = member == team.Lead ? "lead" : "member",
        }));
    }

    private async Task<Contact> AddCustomerAsync(CustomerFlowDb db, ScenarioCustomer said, CancellationToken cancellationToken)
    {
        var customer = new Customer
        {
            Key = await keys.NextAsync(cancellationToken), Number = "K-1", Tier = said.Tier, CreatedAt = DateTimeOffset.UnixEpoch,
        }.Rename(said.Contact);
        var contact = new Contact
        {
            Key = await keys.NextAsync(cancellationToken), CustomerKey = customer.Key, Language = said.Language,
        }.Rename(said.Contact, customer.Name);
        var dataKey = await services.GetRequiredService<SubjectKeys>().OpenAsync(db, contact.Key, cancellationToken);
        services.GetRequiredService<ContactVault>().Write(contact, dataKey, new ContactDetails("13800138000", said.Email, null, null));
        db.AddRange(customer, contact);
        foreach (var at in said.Contacted)
        {
            db.Add(new Interaction
            {
                Key = await keys.NextAsync(cancellationToken), CustomerKey = customer.Key, ContactKey = contact.Key, Channel = "phone",
                At = at.ToUniversalTime(), SealedFor = contact.Key,
            });
        }

        foreach (var purpose in said.DoNotContact)
        {
            db.Add(new DoNotContact
            {
                Key = await keys.NextAsync(cancellationToken), AddressIndex = contact.EmailIndex!, Channel = "mail", Purpose = purpose,
                HoldsFrom = DateTimeOffset.UnixEpoch, Source = "scenario",
            });
        }

        return contact;
    }
}
