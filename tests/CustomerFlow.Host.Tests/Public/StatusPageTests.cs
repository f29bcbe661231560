using System.Net;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Public;

public sealed class StatusPageTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData("en", "We have your complaint")]
    [InlineData("zh", "我们已收到您的投诉")]
    public async Task The_page_shows_number_subject_and_what_happens_now(string language, string now)
    {
        var opened = await scene.OpenAsync();
        using var customer = scene.Customer(language);

        var page = WebUtility.HtmlDecode(await customer.GetStringAsync(new Uri(opened.StatusPath, UriKind.Relative)));

        Assert.Contains(opened.Number, page, StringComparison.Ordinal);
        Assert.Contains("Parcel never came", page, StringComparison.Ordinal);
        Assert.Contains(now, page, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing since", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_it_records_nothing()
    {
        var opened = await scene.OpenAsync();
        using var customer = scene.Customer();
        var before = await scene.TracesAsync();

        for (var look = 0; look < 3; look++) await customer.GetStringAsync(new Uri(opened.StatusPath, UriKind.Relative));

        Assert.Equal(before, await scene.TracesAsync());
    }

    [Fact]
    public async Task What_a_customer_adds_is_on_file_and_sealed()
    {
        var opened = await scene.OpenAsync();
        using var customer = scene.Customer();

        using var sent = await TestHost.PostFormAsync(customer, opened.StatusPath, ("Information", "The box was torn open."));

        Assert.Equal(opened.StatusPath, sent.Headers.Location!.ToString());
        await using var db = scene.Db();
        var added = await db.Interactions.SingleAsync();
        Assert.Equal((opened.Key, "web", true), (added.CaseKey, added.Channel, added.Inbound));
        Assert.NotNull(added.TextSealed);
        using var agent = await scene.Host.SignedInAsync("agent");
        Assert.Contains("The box was torn open.", await agent.GetStringAsync(new Uri($"/cases/{opened.Key}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_that_waits_for_it_goes_on_in_the_same_commit()
    {
        var opened = await scene.OpenAsync();
        await scene.CompleteTaskAsync(opened.Key);
        using var customer = scene.Customer();

        using var sent = await TestHost.PostFormAsync(customer, opened.StatusPath, ("Information", "Serial number 4711."));

        await using var db = scene.Db();
        var waits = await db.Set<Data.Workflows.MessageSubscriptionRow>().Where(row => row.InstanceKey == opened.Key)
            .Select(row => row.MessageName).ToListAsync();
        Assert.Equal(["customer-answer"], waits);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_filed_once()
    {
        var opened = await scene.OpenAsync();
        using var customer = scene.Customer();
        var fields = new[] { ("Information", "Twice."), ("RequestKey", Guid.NewGuid().ToString("N")) };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await TestHost.PostFormAsync(customer, opened.StatusPath, fields);
        }));

        await using var db = scene.Db();
        Assert.Equal(1, await db.Interactions.CountAsync());
    }

    [Fact]
    public async Task An_empty_field_is_told_so_and_too_much_is_kept_for_shortening()
    {
        var opened = await scene.OpenAsync();
        using var customer = scene.Customer();
        var tooMuch = new string('x', 4001);

        using var empty = await TestHost.PostFormAsync(customer, opened.StatusPath, ("Information", " "));
        using var lengthy = await TestHost.PostFormAsync(customer, opened.StatusPath, ("Information", tooMuch));

        Assert.Contains("Write something", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(tooMuch, await lengthy.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = scene.Db();
        Assert.Equal(0, await db.Interactions.CountAsync());
    }

    [Fact]
    public async Task A_wrong_token_shows_nothing_and_an_expired_one_says_so()
    {
        var opened = await scene.OpenAsync();
        var expired = await scene.LinkAsync(opened.Key, "status", TimeSpan.FromMinutes(-1));
        using var customer = scene.Customer();

        using var wrong = await customer.GetAsync(new Uri($"/s/{new string('A', 22)}", UriKind.Relative));
        using var late = await customer.GetAsync(new Uri($"/s/{expired}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Gone), (wrong.StatusCode, late.StatusCode));
        Assert.DoesNotContain("Parcel never came", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
