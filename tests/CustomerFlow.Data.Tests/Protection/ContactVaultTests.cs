using System.Security.Cryptography;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests.Protection;

public sealed class ContactVaultTests : IAsyncLifetime
{
    private static readonly ContactDetails Details = new("+86 138 0013 8000", "Li.Hua@Example.cn", "wx_lihua", "likes tea");

    private TestDatabase database = null!;
    private SampleCompany company = null!;
    private Contact contact = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        company = new SampleCompany(database);
        contact = await company.ContactAsync(await company.CustomerAsync(), Details);
    }

    public async Task DisposeAsync()
    {
        await company.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Details_come_back_as_they_were_written() => Assert.Equal(Details, await ReadAsync());

    [Fact]
    public async Task Sealed_columns_do_not_hold_the_text()
    {
        await using var command = database.DataSource.CreateCommand(
            """
            select position('0013'::bytea in phone_sealed) + position('Hua@'::bytea in email_sealed)
                 + position('wx_l'::bytea in message_id_sealed) + position('likes'::bytea in notes_sealed)
            from customerflow.contact
            """);

        var found = await command.ExecuteScalarAsync();

        Assert.Equal(0, found);
    }

    [Theory]
    [InlineData("13800138000")]
    [InlineData("0086-138-0013-8000")]
    [InlineData("８６１３８００１３８０００")]
    public async Task A_contact_is_found_by_the_whole_phone_number_however_it_is_written(string typed)
    {
        await using var db = company.Open();

        var found = await company.Vault.WithPhone(db.Contacts, typed).Select(c => c.Key).ToListAsync();

        Assert.Equal([contact.Key], found);
    }

    [Theory]
    [InlineData("8000", 1)]
    [InlineData("8001", 0)]
    [InlineData("80", 0)]
    public async Task A_contact_is_found_by_the_last_four_digits(string typed, int expected)
    {
        await using var db = company.Open();

        Assert.Equal(expected, await company.Vault.WithPhoneEnding(db.Contacts, typed).CountAsync());
    }

    [Fact]
    public async Task A_contact_is_found_by_mail_address_and_message_id_whatever_their_case()
    {
        await using var db = company.Open();

        Assert.Equal(1, await company.Vault.WithEmail(db.Contacts, " li.hua@EXAMPLE.cn ").CountAsync());
        Assert.Equal(1, await company.Vault.WithMessageId(db.Contacts, "WX_LiHua").CountAsync());
        Assert.Equal(0, await company.Vault.WithEmail(db.Contacts, "not an address").CountAsync());
    }

    [Fact]
    public async Task A_value_copied_to_another_column_or_contact_does_not_open()
    {
        await using var db = company.Open();
        var key = await company.SubjectKeys.OpenAsync(db, contact.Key, CancellationToken.None);
        var other = await company.SubjectKeys.OpenAsync(db, contact.Key + 1, CancellationToken.None);

        Assert.ThrowsAny<CryptographicException>(() => FieldProtector.Open(key, "contact.email", contact.PhoneSealed));
        Assert.ThrowsAny<CryptographicException>(() => FieldProtector.Open(other, "contact.phone", contact.PhoneSealed));
    }

    [Fact]
    public async Task Erasing_destroys_the_key_so_that_a_restored_row_stays_closed()
    {
        await using var db = company.Open();
        await ContactVault.EraseAsync(db, contact.Key, SampleCompany.Morning, CancellationToken.None);
        db.ChangeTracker.Clear();

        var key = await company.SubjectKeys.OpenAsync(db, contact.Key, CancellationToken.None);
        var row = await db.Contacts.SingleAsync(c => c.Key == contact.Key);

        Assert.True(key.IsErased);
        Assert.Equal(new ContactDetails(null, null, null, null), ContactVault.Read(contact, key));
        Assert.Equal(("", SampleCompany.Morning), (row.Name, row.ErasedAt));
        Assert.Equal(0, await company.Vault.WithPhone(db.Contacts, "13800138000").CountAsync());
    }

    [Fact]
    public async Task Nothing_new_can_be_sealed_for_someone_who_was_erased()
    {
        await using var db = company.Open();
        await ContactVault.EraseAsync(db, contact.Key, SampleCompany.Morning, CancellationToken.None);

        var key = await company.SubjectKeys.OpenAsync(db, contact.Key, CancellationToken.None);

        Assert.Throws<InvalidOperationException>(() => FieldProtector.Seal(key, "contact.phone", "13800138000"));
    }

    [Fact]
    public async Task Two_who_open_the_key_of_a_new_subject_at_once_get_the_same_key()
    {
        await using var one = company.Open();
        await using var other = company.Open();

        var keys = await Task.WhenAll(
            company.SubjectKeys.OpenAsync(one, 42, CancellationToken.None),
            company.SubjectKeys.OpenAsync(other, 42, CancellationToken.None));

        Assert.Equal("text", FieldProtector.Open(keys[1], "x.y", FieldProtector.Seal(keys[0], "x.y", "text")));
    }

    [Fact]
    public async Task A_do_not_contact_mark_outlives_the_contact_and_holds_for_its_channel_purpose_and_time()
    {
        await using var db = company.Open();
        var now = SampleCompany.Morning;
        db.Add(new DoNotContact
        {
            Key = await company.Keys.NextAsync(CancellationToken.None), AddressIndex = company.Index.Email(Details.Email)!,
            Channel = "mail", Purpose = "survey", HoldsFrom = now, HoldsUntil = now.AddDays(30), Source = "unsubscribe",
        });
        await db.SaveChangesAsync();

        await ContactVault.EraseAsync(db, contact.Key, now, CancellationToken.None);

        Task<bool> Forbidden(string channel, string purpose, int days) =>
            db.DoNotContacts.Forbidding([company.Index.Email("li.hua@example.cn")!], channel, purpose, now.AddDays(days)).AnyAsync();
        Assert.True(await Forbidden("mail", "survey", 1));
        Assert.False(await Forbidden("phone", "survey", 1));
        Assert.False(await Forbidden("mail", "care", 1));
        Assert.False(await Forbidden("mail", "survey", 30));
    }

    private async Task<ContactDetails> ReadAsync()
    {
        await using var db = company.Open(AccessScope.System("test"));
        var row = await db.Contacts.AsNoTracking().SingleAsync(c => c.Key == contact.Key);
        return ContactVault.Read(row, await company.SubjectKeys.OpenAsync(db, row.Key, CancellationToken.None));
    }
}
