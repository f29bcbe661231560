using CustomerFlow.Data.Customers;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Tests.Customers;

public sealed class NameGramsTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private SampleCompany company = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        company = new SampleCompany(database);
        foreach (var name in (string[])["华为技术有限公司", "中华书局", "李华", "Siemens AG", "𠮷野家"])
            await company.CustomerAsync(name);
    }

    public async Task DisposeAsync()
    {
        await company.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("华", "中华书局|华为技术有限公司|李华")]
    [InlineData("华为", "华为技术有限公司")]
    [InlineData("李", "李华")]
    [InlineData("siem", "Siemens AG")]
    [InlineData("ＳＩＥＭＥＮＳ ag", "Siemens AG")]
    [InlineData("𠮷", "𠮷野家")]
    [InlineData("为华", "")]
    [InlineData("  ", "")]
    public async Task A_customer_is_found_by_one_character_by_two_and_by_words(string typed, string expected)
    {
        await using var db = company.Open();

        var found = await db.Customers.Named(typed).Select(c => c.Name).ToListAsync();

        Assert.Equal(expected, string.Join('|', found.Order(StringComparer.Ordinal)));
    }
}
