using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Complaints;

public sealed class ComplaintsApiTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_complaint_becomes_a_case_a_running_process_and_a_status_link()
    {
        using var client = scene.Program("agent");

        using var answer = await ComplaintScene.PostAsync(client, ComplaintScene.Request());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var opened = (await answer.Content.ReadFromJsonAsync<ComplaintScene.Opened>())!;
        Assert.Matches("^C-[0-9]{4}-[0-9]{6}$", opened.Number);
        Assert.Equal(opened.Key, opened.ProcessInstanceKey);
        Assert.Equal($"/api/complaints/{opened.Key}", answer.Headers.Location!.ToString());
        await using var db = scene.Db();
        var row = await db.Set<CaseRow>().SingleAsync(row => row.InstanceKey == opened.Key);
        Assert.Equal((opened.Number, "complaint", "received"), (row.Number, row.Type, row.Status));
        Assert.Equal(1, await db.Set<UserTaskRow>().CountAsync(task => task.InstanceKey == opened.Key && task.ElementId == "work"));
        using var status = await scene.Host.Visitor().GetAsync(new Uri($"/complain/sent/{opened.Token}", UriKind.Relative));
        Assert.Contains(opened.Number, await status.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_is_told_keys_and_codes_and_no_word_of_the_customer()
    {
        var opened = await scene.OpenAsync();

        await using var db = scene.Db();
        var variables = await db.Set<InstanceRow>().Where(row => row.Key == opened.Key).Select(row => row.Variables).SingleAsync();
        using var json = JsonDocument.Parse(variables);
        Assert.Equal(
            ["amount", "caseKey", "caseNumber", "category", "channel", "contactKey", "customerKey", "language", "receivedAt", "restricted", "severity", "tier"],
            json.RootElement.EnumerateObject().Select(variable => variable.Name).Order(StringComparer.Ordinal));
        Assert.Equal(opened.Key, json.RootElement.GetProperty("caseKey").GetInt64());
        Assert.DoesNotContain("Li Hua", variables, StringComparison.Ordinal);
        Assert.DoesNotContain("Parcel", variables, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_with_the_same_key_opens_one_complaint_and_gets_the_same_answer()
    {
        using var client = scene.Program("agent");

        using var first = await ComplaintScene.PostAsync(client, ComplaintScene.Request(), "order-17");
        using var second = await ComplaintScene.PostAsync(client, ComplaintScene.Request(), "order-17");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        await using var db = scene.Db();
        Assert.Equal(1, await db.Set<CaseRow>().CountAsync());
    }

    [Fact]
    public async Task Twenty_requests_at_once_with_one_key_open_one_complaint()
    {
        using var client = scene.Program("agent");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ComplaintScene.PostAsync(client, ComplaintScene.Request(), "burst")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        await using var db = scene.Db();
        Assert.Equal((1, 1, 1), (await db.Set<CaseRow>().CountAsync(), await db.Complaints.CountAsync(), await db.Set<InstanceRow>().CountAsync()));
    }

    [Fact]
    public async Task Another_request_under_a_used_key_is_refused()
    {
        using var client = scene.Program("agent");
        using var first = await ComplaintScene.PostAsync(client, ComplaintScene.Request(), "order-18");
        var other = ComplaintScene.Request();
        other["amount"] = 1;

        using var second = await ComplaintScene.PostAsync(client, other, "order-18");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Theory]
    [InlineData("subject", "")]
    [InlineData("category", "No such thing")]
    [InlineData("severity", "awful")]
    [InlineData("channel", "pigeon")]
    [InlineData("language", "fr")]
    [InlineData("amount", -1)]
    [InlineData("receivedAt", "2999-01-01T00:00:00Z")]
    [InlineData("customerKey", 4711)]
    public async Task A_field_that_cannot_be_taken_is_named(string field, object value)
    {
        using var client = scene.Program("agent");
        var request = ComplaintScene.Request();
        request[field] = value;

        using var answer = await ComplaintScene.PostAsync(client, request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("urn:customerflow:problem:invalid-request", problem.RootElement.GetProperty("type").GetString());
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("unknown", 1)]
    [InlineData("amount", "many")]
    public async Task Fields_that_nobody_knows_and_values_of_another_kind_are_refused_as_a_problem(string field, object value)
    {
        using var client = scene.Program("agent");
        var request = ComplaintScene.Request();
        request[field] = value;

        using var answer = await ComplaintScene.PostAsync(client, request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_complaint_is_found_by_key_by_number_and_in_the_list()
    {
        var opened = await scene.OpenAsync();
        using var client = scene.Program("agent");

        var byKey = await client.GetStringAsync(new Uri($"/api/complaints/{opened.Key}", UriKind.Relative));
        var byNumber = await client.GetStringAsync(new Uri($"/api/complaints/by-number/{opened.Number}", UriKind.Relative));

        Assert.Equal(byKey, byNumber);
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/complaints?open=true", UriKind.Relative)));
        Assert.Equal(opened.Number, page.RootElement.GetProperty("items")[0].GetProperty("number").GetString());
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_without_gaps()
    {
        var opened = new List<string>();
        for (var i = 0; i < 5; i++) opened.Add((await scene.OpenAsync()).Number);
        using var client = scene.Program("agent");
        var read = new List<string>();

        for (var after = ""; after is not null;)
        {
            using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/complaints?limit=2&after={after}", UriKind.Relative)));
            read.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!));
            after = page.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal(opened.AsEnumerable().Reverse(), read);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_credential()
    {
        using var answer = await ComplaintScene.PostAsync(scene.Host.Visitor(), ComplaintScene.Request());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_time_received_starts_the_clock_and_the_time_entered_is_kept_beside_it()
    {
        var received = DateTimeOffset.UtcNow.AddHours(-30);

        var opened = await scene.OpenAsync(request => request["receivedAt"] = received);

        await using var db = scene.Db();
        var complaint = await db.Complaints.SingleAsync(row => row.InstanceKey == opened.Key);
        Assert.Equal(received, complaint.ReceivedAt, TimeSpan.FromMilliseconds(1));
        Assert.True(complaint.EnteredAt > complaint.ReceivedAt.AddHours(29));
        Assert.Equal(complaint.ReceivedAt, (await db.Set<CaseRow>().SingleAsync(row => row.InstanceKey == opened.Key)).ReceivedAt);
    }

    [Fact]
    public async Task The_texts_of_the_customer_are_sealed()
    {
        var opened = await scene.OpenAsync();

        await using var db = scene.Db();
        var complaint = await db.Complaints.SingleAsync((Complaint row) => row.InstanceKey == opened.Key);
        Assert.NotNull(complaint.DescriptionSealed);
        Assert.DoesNotContain("Monday", System.Text.Encoding.UTF8.GetString(complaint.DescriptionSealed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api", "/api/complaints")]
    [InlineData("v2", "/v2/process-instances/{key}")]
    public async Task The_interface_is_described_in_OpenAPI(string name, string path)
    {
        using var document = JsonDocument.Parse(
            await scene.Host.Visitor().GetStringAsync(new Uri($"/openapi/{name}.json", UriKind.Relative)));

        Assert.StartsWith("3.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.RootElement.GetProperty("paths").TryGetProperty(path, out _));
    }
}
