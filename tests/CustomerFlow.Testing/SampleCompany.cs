using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using Microsoft.AspNetCore.Identity;

namespace CustomerFlow.Testing;

/// <summary>Makes rows for tests, valid by default, with the product's own functions.</summary>
public sealed class SampleCompany(TestDatabase database) : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly MasterKey TestKey = MasterKey.Parse(Convert.ToBase64String(new byte[32]), "test");

    public DbPool Pool { get; } = new(database.DataSource);

    public KeyBlocks Keys { get; } = new(database.DataSource);

    public BlindIndex Index { get; } = new(TestKey);

    public SubjectKeys SubjectKeys { get; } = new(new FieldProtector(TestKey));

    public ContactVault Vault => new(Index);

    public CustomerFlowDb Open(AccessScope? scope = null) => Pool.Open(scope ?? AccessScope.System("test"));

    public async Task<Person> PersonAsync(string name, params Team[] teams)
    {
        await using var db = Open();
        var key = await Keys.NextAsync(CancellationToken.None);
        var userName = string.Create(CultureInfo.InvariantCulture, $"{name}-{key}");
        db.Add(new IdentityUser<long>(userName) { Id = key, NormalizedUserName = userName.ToUpperInvariant() });
        var person = new Person { Key = key, UserName = userName, NameZh = name, NameEn = name };
        db.Add(person);
        db.AddRange(teams.Select(team => new TeamMember { TeamKey = team.Key, PersonKey = key }));
        await db.SaveChangesAsync();
        return person;
    }

    public async Task<Team> TeamAsync(string name)
    {
        await using var db = Open();
        var key = await Keys.NextAsync(CancellationToken.None);
        var slug = string.Create(CultureInfo.InvariantCulture, $"{name}-{key}");
        var team = new Team { Key = key, Slug = slug, NameZh = name, NameEn = name };
        db.Add(team);
        await db.SaveChangesAsync();
        return team;
    }

    public async Task<Customer> CustomerAsync(string name = "华为技术有限公司", Person? owner = null)
    {
        await using var db = Open();
        var key = await Keys.NextAsync(CancellationToken.None);
        var number = string.Create(CultureInfo.InvariantCulture, $"K-{key}");
        var customer = new Customer { Key = key, Number = number, OwnerKey = owner?.Key, CreatedAt = Morning }.Rename(name);
        db.Add(customer);
        await db.SaveChangesAsync();
        return customer;
    }

    public async Task<Contact> ContactAsync(Customer customer, ContactDetails details)
    {
        await using var db = Open();
        var contact = new Contact { Key = await Keys.NextAsync(CancellationToken.None), CustomerKey = customer.Key }
            .Rename("Li Hua", customer.Name);
        Vault.Write(contact, await SubjectKeys.OpenAsync(db, contact.Key, CancellationToken.None), details);
        db.Add(contact);
        await db.SaveChangesAsync();
        return contact;
    }

    public async Task<Complaint> ComplaintAsync(Customer customer, Contact? contact = null, Action<Complaint>? change = null)
    {
        await using var db = Open();
        var complaint = new Complaint
        {
            InstanceKey = await Keys.NextAsync(CancellationToken.None),
            CustomerKey = customer.Key,
            ContactKey = contact?.Key,
            SealedFor = contact?.Key ?? customer.Key,
            Subject = "Late delivery",
            Category = "delivery",
            Channel = "phone",
            Language = "zh",
            ReceivedAt = Morning,
            EnteredAt = Morning,
        };
        change?.Invoke(complaint);
        db.Add(complaint);
        await db.SaveChangesAsync();
        return complaint;
    }

    public ValueTask DisposeAsync()
    {
        Keys.Dispose();
        return ValueTask.CompletedTask;
    }
}
