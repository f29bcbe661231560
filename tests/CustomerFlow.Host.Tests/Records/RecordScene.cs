using System.Globalization;
using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Records;

/// <summary>Colleagues who put customers on file and check each other.</summary>
internal sealed class RecordScene(TestHost host)
{
    public CustomerFlowDb Open() => host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    public static async Task<long> CustomerAsync(HttpClient who, string name, params (string, string)[] more)
    {
        using var answer = await TestHost.PostFormAsync(who, "/customers/new", [("Fields.Name", name), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }

    public async Task<long> ContactAsync(HttpClient who, long customer, string name, string phone, params (string, string)[] more)
    {
        using var answer = await TestHost.PostFormAsync(
            who, $"/customers/{customer}/contacts/new",
            [("Fields.Name", name), ("Fields.Phone", phone), ("Fields.Language", "zh"), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = Open();
        return await db.Contacts.Where(row => row.CustomerKey == customer && row.Name == name).Select(row => row.Key).SingleAsync();
    }

    /// <summary>A customer with one contact, entered by one and checked by the other.</summary>
    public async Task<(long Customer, long Contact)> VerifiedAsync(HttpClient enterer, HttpClient checker, string name, string phone)
    {
        var customer = await CustomerAsync(enterer, name);
        var contact = await ContactAsync(enterer, customer, "联系人" + name, phone);
        await DecideAsync(checker, await TaskAsync(customer), ("result", "approve"));
        return (customer, contact);
    }

    public async Task<HttpResponseMessage> EditAsync(HttpClient who, long customer, params (string, string)[] fields)
    {
        await using var db = Open();
        var row = await db.Customers.SingleAsync(one => one.Key == customer);
        return await TestHost.PostFormAsync(who, $"/customers/{customer}/edit",
            [.. fields, ("Fields.Revision", $"{row.Revision}"), .. Missing(fields, ("Fields.Name", row.Name), ("Fields.Tier", row.Tier))]);
    }

    public async Task<HttpResponseMessage> EditContactAsync(HttpClient who, long contact, string phone, params (string, string)[] more)
    {
        await using var db = Open();
        var row = await db.Contacts.SingleAsync(one => one.Key == contact);
        return await TestHost.PostFormAsync(who, $"/contacts/{contact}",
            [.. more, ("Fields.Name", row.Name), ("Fields.Phone", phone), ("Fields.Language", row.Language), ("Fields.Revision", $"{row.Revision}")]);
    }

    /// <summary>The open task of the customer's check.</summary>
    public async Task<UserTaskRow> TaskAsync(long customer)
    {
        await using var db = Open();
        var check = await db.Customers.Where(row => row.Key == customer).Select(row => row.CheckKey).SingleAsync();
        return await db.Set<UserTaskRow>().AsNoTracking().SingleAsync(row => row.InstanceKey == check && row.State == UserTaskState.Open);
    }

    public static async Task DecideAsync(HttpClient who, UserTaskRow task, params (string, string)[] answers)
    {
        using var claimed = await TestHost.PostFormAsync(who, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Claim");
        using var done = await CompleteAsync(who, task, answers);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (claimed.StatusCode, done.StatusCode));
    }

    public static Task<HttpResponseMessage> CompleteAsync(HttpClient who, UserTaskRow task, params (string, string)[] answers) =>
        TestHost.PostFormAsync(who, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Complete", answers);

    public static async Task<string> PageAsync(HttpClient who, string path) =>
        WebUtility.HtmlDecode(await who.GetStringAsync(new Uri(path, UriKind.Relative)));

    public async Task<string?> PhoneAsync(long contact)
    {
        await using var db = Open();
        var row = await db.Contacts.AsNoTracking().SingleAsync(one => one.Key == contact);
        return ContactVault.Read(row, await host.Services.GetRequiredService<SubjectKeys>().OpenAsync(db, contact, CancellationToken.None)).Phone;
    }

    public async Task<List<RecordChange>> ChangesAsync(long customer)
    {
        await using var db = Open();
        return await db.RecordChanges.AsNoTracking().Where(row => row.CustomerKey == customer).OrderBy(row => row.Key).ToListAsync();
    }

    private static IEnumerable<(string, string)> Missing((string Name, string)[] said, params (string Name, string)[] all) =>
        all.Where(field => !said.Any(one => one.Name == field.Name));
}
