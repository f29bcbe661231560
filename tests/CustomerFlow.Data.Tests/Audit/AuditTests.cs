using CustomerFlow.Data.Access;
using CustomerFlow.Data.Audit;
using CustomerFlow.Data.Protection;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Data.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private SampleCompany company = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        company = new SampleCompany(database);
    }

    public async Task DisposeAsync()
    {
        await company.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_change_through_a_context_names_the_person_and_the_old_and_new_value()
    {
        var customer = await company.CustomerAsync();
        await using var db = company.Open(AccessScope.Of(77, [], AccessReach.All, []));

        (await db.Customers.SingleAsync(c => c.Key == customer.Key)).Tier = "high";
        await db.SaveChangesAsync();

        var entry = await LastAsync("customer");
        Assert.Equal(("person:77", "update"), (entry.Actor, entry.Action));
        Assert.Equal("""{"tier": ["normal", "high"]}""", entry.Changes);
    }

    [Fact]
    public async Task A_change_on_the_connection_of_a_turn_carries_the_actor_of_the_turn()
    {
        var customer = await company.CustomerAsync();
        var scope = AccessScope.Of(78, [], AccessReach.All, []);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditActor.SetAsync(connection, scope, CancellationToken.None);

        await using (var db = company.Pool.Join(connection, transaction, scope))
        {
            (await db.Customers.SingleAsync(c => c.Key == customer.Key)).Stage = "loyal";
            await db.SaveChangesAsync();
        }

        await transaction.CommitAsync();
        Assert.Equal("person:78", (await LastAsync("customer")).Actor);
    }

    [Fact]
    public async Task A_change_by_raw_SQL_is_written_down_too_and_does_not_borrow_an_earlier_actor()
    {
        var customer = await company.CustomerAsync();

        await using var command = database.DataSource.CreateCommand("update customerflow.customer set stage = 'lost' where key = $1");
        command.Parameters.AddWithValue(customer.Key);
        await command.ExecuteNonQueryAsync();

        var entry = await LastAsync("customer");
        Assert.StartsWith("database:", entry.Actor, StringComparison.Ordinal);
        Assert.Equal("""{"stage": ["prospect", "lost"]}""", entry.Changes);
    }

    [Fact]
    public async Task Personal_columns_leave_no_value_in_the_audit()
    {
        var details = new ContactDetails("13800138000", "li.hua@example.cn", null, "likes tea");

        await company.ContactAsync(await company.CustomerAsync(), details);

        var entry = await LastAsync("contact");
        Assert.Contains("\"phone_sealed\": true", entry.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Li Hua", entry.Changes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update customerflow.audit_entry set actor = 'someone else'")]
    [InlineData("update customerflow.audit_entry set sealed_at = now(), actor = 'someone else'")]
    [InlineData("delete from customerflow.audit_entry")]
    [InlineData("truncate customerflow.audit_entry")]
    public async Task Entries_cannot_be_changed_or_deleted(string sql)
    {
        await company.CustomerAsync();
        await using var command = database.DataSource.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.IntegrityConstraintViolation, refused.SqlState);
    }

    [Fact]
    public async Task An_entry_is_sealed_once()
    {
        await company.CustomerAsync();
        await using var command = database.DataSource.CreateCommand(
            "update customerflow.audit_entry set sealed_at = now(), previous_hash = '\\x00', hash = '\\x01'");

        var sealedEntries = await command.ExecuteNonQueryAsync();

        Assert.True(sealedEntries > 0);
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task A_row_that_someone_else_changed_meanwhile_is_refused()
    {
        var customer = await company.CustomerAsync();
        await using var one = company.Open();
        await using var other = company.Open();
        (await one.Customers.SingleAsync(c => c.Key == customer.Key)).Tier = "high";
        (await other.Customers.SingleAsync(c => c.Key == customer.Key)).Tier = "low";

        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
    }

    private async Task<AuditEntry> LastAsync(string subject)
    {
        await using var db = company.Open();
        return await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject).OrderByDescending(entry => entry.Id).FirstAsync();
    }
}
