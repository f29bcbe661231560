using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Shared;
using CustomerFlow.Host.Start;
using CustomerFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>What is refused, with which status, and that every refusal is a problem as RFC 9457 has it.</summary>
public sealed class EngineRefusalTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Unknown = "4711";

    [Theory]
    [InlineData("GET", "/v2/topology")]
    [InlineData("GET", "/v2/authentication/me")]
    [InlineData("POST", "/v2/process-instances/search")]
    [InlineData("POST", "/v2/jobs/activation")]
    [InlineData("POST", "/v2/deployments")]
    [InlineData("PUT", "/v2/clock")]
    public async Task Nobody_gets_in_without_a_credential(string method, string path)
    {
        using var visitor = fixture.Host.Visitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        AssertProblem(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()), 401, path);
    }

    [Fact]
    public async Task The_status_is_told_to_anyone()
    {
        using var answer = await fixture.Host.Visitor().GetAsync(new Uri("/v2/status", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("agent", "POST", "/v2/process-instances")]
    [InlineData("agent", "POST", "/v2/jobs/activation")]
    [InlineData("agent", "POST", "/v2/messages/publication")]
    [InlineData("agent", "POST", "/v2/incidents/search")]
    [InlineData("agent", "PUT", "/v2/clock")]
    [InlineData("manager", "PUT", "/v2/element-instances/1/variables")]
    [InlineData("owner", "POST", "/v2/user-tasks/1/completion")]
    [InlineData("owner", "POST", "/v2/process-instances/1/cancellation")]
    [InlineData("auditor", "POST", "/v2/user-tasks/1/assignment")]
    public async Task Who_may_not_do_it_on_the_pages_may_not_do_it_here(string username, string method, string path)
    {
        var (status, body) = await fixture.SendAsync(username, new HttpMethod(method), path, "{}");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        AssertProblem(body, 403, path);
    }

    [Theory]
    [InlineData("GET", "/v2/process-definitions/" + Unknown)]
    [InlineData("GET", "/v2/process-definitions/" + Unknown + "/xml")]
    [InlineData("GET", "/v2/process-definitions/" + Unknown + "/form")]
    [InlineData("GET", "/v2/decision-definitions/" + Unknown)]
    [InlineData("GET", "/v2/decision-definitions/" + Unknown + "/xml")]
    [InlineData("GET", "/v2/resources/" + Unknown)]
    [InlineData("GET", "/v2/resources/" + Unknown + "/content")]
    [InlineData("GET", "/v2/process-instances/" + Unknown)]
    [InlineData("POST", "/v2/process-instances/" + Unknown + "/cancellation")]
    [InlineData("POST", "/v2/process-instances/" + Unknown + "/incident-resolution")]
    [InlineData("GET", "/v2/element-instances/" + Unknown)]
    [InlineData("PUT", "/v2/element-instances/" + Unknown + "/variables", """{"variables":{}}""")]
    [InlineData("GET", "/v2/user-tasks/" + Unknown)]
    [InlineData("GET", "/v2/user-tasks/" + Unknown + "/form")]
    [InlineData("POST", "/v2/user-tasks/" + Unknown + "/variables/search")]
    [InlineData("PATCH", "/v2/user-tasks/" + Unknown)]
    [InlineData("POST", "/v2/user-tasks/" + Unknown + "/assignment", """{"assignee":"agent"}""")]
    [InlineData("DELETE", "/v2/user-tasks/" + Unknown + "/assignee")]
    [InlineData("POST", "/v2/user-tasks/" + Unknown + "/completion")]
    [InlineData("PATCH", "/v2/jobs/" + Unknown, """{"changeset":{"retries":1}}""")]
    [InlineData("POST", "/v2/jobs/" + Unknown + "/completion")]
    [InlineData("POST", "/v2/jobs/" + Unknown + "/failure")]
    [InlineData("POST", "/v2/jobs/" + Unknown + "/error", """{"errorCode":"X"}""")]
    [InlineData("GET", "/v2/incidents/" + Unknown)]
    [InlineData("POST", "/v2/incidents/" + Unknown + "/resolution")]
    [InlineData("GET", "/v2/variables/" + Unknown)]
    [InlineData("GET", "/v2/variables/47110000000000")]
    [InlineData("POST", "/v2/process-instances", """{"processDefinitionId":"nobody-knows"}""")]
    [InlineData("POST", "/v2/decision-definitions/evaluation", """{"decisionDefinitionKey":"4711"}""")]
    public async Task What_does_not_exist_is_not_found(string method, string path, string? body = null)
    {
        var (status, problem) = await fixture.SendAsync("admin", new HttpMethod(method), path, body);

        Assert.Equal(HttpStatusCode.NotFound, status);
        AssertProblem(problem, 404, path);
    }

    [Theory]
    [InlineData("/v2/process-instances", """{}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","processDefinitionKey":"1"}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionKey":"x"}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","variables":[1]}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","variables":{"a":1e9999}}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","variables":{"a":"\u0000"}}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","tags":["a"]}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","businessId":"a"}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","tenantId":"other"}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","requestTimeout":-5,"awaitCompletion":true}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","surprise":1}""")]
    [InlineData("/v2/process-instances", """{"processDefinitionId":"order","startInstructions":[{"elementId":"nowhere"}]}""")]
    [InlineData("/v2/jobs/activation", """{"type":"a","timeout":0,"maxJobsToActivate":1}""")]
    [InlineData("/v2/jobs/activation", """{"type":"a","timeout":1000,"maxJobsToActivate":0}""")]
    [InlineData("/v2/jobs/activation", """{"type":"","timeout":1000,"maxJobsToActivate":1}""")]
    [InlineData("/v2/jobs/activation", """{"type":"a","timeout":1000,"maxJobsToActivate":1,"tenantIds":["x"]}""")]
    [InlineData("/v2/messages/publication", """{"name":""}""")]
    [InlineData("/v2/messages/publication", """{"name":"a","timeToLive":-1}""")]
    [InlineData("/v2/messages/correlation", """{"correlationKey":"a"}""")]
    [InlineData("/v2/signals/broadcast", """{}""")]
    [InlineData("/v2/decision-definitions/evaluation", """{}""")]
    [InlineData("/v2/decision-definitions/evaluation", """{"decisionDefinitionId":"discount","variables":7}""")]
    public async Task A_request_that_makes_no_sense_gets_a_sentence(string path, string body)
    {
        var (status, problem) = await fixture.PostAsync("admin", path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        AssertProblem(problem, 400, path);
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        Assert.DoesNotContain("CustomerFlow.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_more_than_256_KB_is_refused_and_nothing_is_started()
    {
        var large = new { processDefinitionId = "order", variables = new { orderId = "large", text = new string('x', 257 * 1024) } };

        var (status, problem) = await fixture.PostAsync("admin", "/v2/process-instances", large);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("256 KB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var found = await fixture.SearchAsync("admin", "process-instances",
            """{"filter":{"variables":[{"name":"orderId","value":"\"large\""}]}}""");
        Assert.Equal(0, found.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_too_large()
    {
        using var client = fixture.Program("admin");
        // The server refuses before the body is sent; without this the client would go on sending to a closed door.
        client.DefaultRequestHeaders.ExpectContinue = true;
        var message = $$"""{"name":"a","messageId":"{{new string('x', 5 * 1024 * 1024)}}"}""";

        using var answer = await client.PostAsync(
            new Uri("/v2/messages/publication", UriKind.Relative), new StringContent(message, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        AssertProblem(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()), 413, "/v2/messages/publication");
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deep_is_refused()
    {
        var deep = $$$"""{"processDefinitionId":"order","variables":{"a":{{{new string('[', 200)}}}{{{new string(']', 200)}}}}}""";

        var (status, _) = await fixture.PostAsync("admin", "/v2/process-instances", deep);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_task_can_be_completed_once_and_the_second_hears_by_whom()
    {
        var (_, task) = await fixture.OrderToApproveAsync();
        await fixture.PostAsync("agent", $"/v2/user-tasks/{task}/assignment", new { assignee = "agent" });

        var (first, _) = await fixture.PostAsync("agent", $"/v2/user-tasks/{task}/completion", new { variables = new { approved = true } });
        var (second, problem) = await fixture.PostAsync("agent", $"/v2/user-tasks/{task}/completion", new { variables = new { approved = true } });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict), (first, second));
        AssertProblem(problem, 409, $"/v2/user-tasks/{task}/completion");
        Assert.Contains("agent", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_another_person_has_cannot_be_completed()
    {
        var (_, task) = await fixture.OrderToApproveAsync();
        var (unassigned, _) = await fixture.PostAsync("agent", $"/v2/user-tasks/{task}/completion");
        await fixture.PostAsync("manager", $"/v2/user-tasks/{task}/assignment", new { assignee = "lead" });

        var (other, _) = await fixture.PostAsync("agent", $"/v2/user-tasks/{task}/completion");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (unassigned, other));
    }

    [Fact]
    public async Task A_task_is_given_only_to_people_and_teams_that_exist()
    {
        var (_, task) = await fixture.OrderToApproveAsync();

        var (person, _) = await fixture.PostAsync("manager", $"/v2/user-tasks/{task}/assignment", new { assignee = "nobody" });
        var (team, _) = await fixture.SendAsync(
            "manager", HttpMethod.Patch, $"/v2/user-tasks/{task}", """{"changeset":{"candidateGroups":["no-team"]}}""");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (person, team));
    }

    [Fact]
    public async Task The_wait_for_an_end_that_does_not_come_ends_in_time()
    {
        var (status, problem) = await fixture.PostAsync("admin", "/v2/process-instances",
            new { processDefinitionId = "order", variables = new { orderId = "waits" }, awaitCompletion = true, requestTimeout = 50 });

        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        AssertProblem(problem, 504, "/v2/process-instances");
    }

    [Fact]
    public async Task Outside_the_demo_nobody_moves_the_clock()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var production = await TestHost.StartAsync(database, "--Demo:Enabled=false");
        await using (var scope = production.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<NewPeople>().AddFirstAsync(
                new NewPerson("chief", new("主管", "Chief"), Language.En, [Roles.Admin]), "a long password", CancellationToken.None);
        }

        using var client = production.Visitor();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("chief:a long password")));

        using var pin = await client.PutAsync(
            new Uri("/v2/clock", UriKind.Relative), new StringContent("""{"timestamp":1}""", Encoding.UTF8, "application/json"));
        using var reset = await client.PostAsync(new Uri("/v2/clock/reset", UriKind.Relative), null);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (pin.StatusCode, reset.StatusCode));
        Assert.Contains("demo", await pin.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void AssertProblem(JsonElement problem, int status, string path)
    {
        Assert.StartsWith("urn:customerflow:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(path, problem.GetProperty("instance").GetString());
    }
}
