using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Tests.Complaints;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>Who sees which rows: the same as on the pages, in lists, totals and by key.</summary>
public sealed class EngineScopeTests : IAsyncLifetime
{
    private static readonly string[] Searches = ["process-instances", "element-instances", "user-tasks", "variables"];

    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_complaint_that_names_a_person_is_hidden_from_that_person_in_lists_totals_and_by_key()
    {
        var opened = await scene.OpenAsync(request => request["namedEmployee"] = "agent", "manager");
        var task = (await SearchAsync("admin", "user-tasks", opened.Key)).GetProperty("items")[0].GetProperty("userTaskKey").GetString();

        foreach (var what in Searches) Assert.Equal((0, 0), Counts(await SearchAsync("agent", what, opened.Key)));
        foreach (var what in Searches) Assert.NotEqual((0, 0), Counts(await SearchAsync("admin", what, opened.Key)));
        Assert.Equal((0, 0), Counts(await SearchAsync("agent", "process-instances", null)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Get, $"process-instances/{opened.Key}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Get, $"element-instances/{opened.Key}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Get, $"user-tasks/{task}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Get, $"user-tasks/{task}/form"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Post, $"user-tasks/{task}/variables/search"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Post, $"user-tasks/{task}/assignment", new { assignee = "agent" }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Post, $"user-tasks/{task}/completion"));
    }

    [Fact]
    public async Task A_variable_of_a_hidden_case_is_not_read_by_its_key_either()
    {
        var opened = await scene.OpenAsync(request => request["namedEmployee"] = "agent", "manager");
        var key = (await SearchAsync("admin", "variables", opened.Key)).GetProperty("items")[0].GetProperty("variableKey").GetString();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("admin", HttpMethod.Get, $"variables/{key}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("agent", HttpMethod.Get, $"variables/{key}"));
    }

    [Fact]
    public async Task An_administrator_whom_a_complaint_names_can_neither_end_it_nor_change_it()
    {
        var opened = await scene.OpenAsync(request => request["namedEmployee"] = "admin", "manager");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("admin", HttpMethod.Post, $"process-instances/{opened.Key}/cancellation"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("admin", HttpMethod.Post, $"process-instances/{opened.Key}/incident-resolution"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync("admin", HttpMethod.Put, $"element-instances/{opened.Key}/variables", new { variables = new { tier = "high" } }));
        Assert.Equal("ACTIVE", (await SearchAsync("manager", "process-instances", opened.Key)).GetProperty("items")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_worker_gets_no_job_of_a_case_that_names_the_person_it_signs_in_as()
    {
        await PublishWithJobsAsync();
        var hidden = await scene.OpenAsync(request => request["namedEmployee"] = "admin", "manager");
        var open = await scene.OpenAsync();

        using var client = scene.Program("admin");
        using var answer = await client.PostAsJsonAsync(
            new Uri("/v2/jobs/activation", UriKind.Relative), new { type = "outside", timeout = 60_000, maxJobsToActivate = 10, requestTimeout = -1 });

        var taken = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobs").EnumerateArray()
            .Select(job => job.GetProperty("processInstanceKey").GetString());
        Assert.Equal([$"{open.Key}"], taken);
        Assert.Equal((0, 0), Counts(await SearchAsync("admin", "jobs", hidden.Key)));
        Assert.Equal((1, 1), Counts(await SearchAsync("admin", "jobs", open.Key)));
    }

    [Fact]
    public async Task A_salesperson_sees_neither_cases_nor_tasks_of_others()
    {
        var opened = await scene.OpenAsync();

        foreach (var what in Searches) Assert.Equal((0, 0), Counts(await SearchAsync("sales", what, opened.Key)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("sales", HttpMethod.Get, $"process-instances/{opened.Key}"));
    }

    [Fact]
    public async Task A_task_that_is_given_to_a_salesperson_opens_its_case_to_that_person()
    {
        var opened = await scene.OpenAsync();
        var task = (await SearchAsync("admin", "user-tasks", opened.Key)).GetProperty("items")[0].GetProperty("userTaskKey").GetString();

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync("manager", HttpMethod.Post, $"user-tasks/{task}/assignment", new { assignee = "sales" }));

        foreach (var what in Searches) Assert.NotEqual((0, 0), Counts(await SearchAsync("sales", what, opened.Key)));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync("sales", HttpMethod.Post, $"user-tasks/{task}/completion"));
    }

    /// <summary>The small complaint process with work for a program in the place of its tasks.</summary>
    private async Task PublishWithJobsAsync()
    {
        var bpmn = Encoding.UTF8.GetString(SmallComplaintProcess.Files[0].Content)
            .Replace("bpmn:userTask", "bpmn:serviceTask", StringComparison.Ordinal)
            .Replace("<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups=\"service\" />", "<zeebe:taskDefinition type=\"outside\" />",
                StringComparison.Ordinal);
        var outcome = await scene.Get<ReleaseStore>().DeployAsync(
            new Publication("complaint", [new("complaint.bpmn", Encoding.UTF8.GetBytes(bpmn))], ReleaseOrigin.Api, "test"),
            CancellationToken.None);
        Assert.IsType<DeployOutcome.Published>(outcome);
    }

    private async Task<JsonElement> SearchAsync(string username, string what, long? instanceKey)
    {
        using var client = scene.Program(username);
        object request = instanceKey is { } key ? new { filter = new { processInstanceKey = $"{key}" } } : new { };
        using var answer = await client.PostAsJsonAsync(new Uri($"/v2/{what}/search", UriKind.Relative), request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> StatusAsync(string username, HttpMethod method, string path, object? body = null)
    {
        using var client = scene.Program(username);
        using var request = new HttpRequestMessage(method, new Uri($"/v2/{path}", UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static (int Items, long Total) Counts(JsonElement page) =>
        (page.GetProperty("items").GetArrayLength(), page.GetProperty("page").GetProperty("totalItems").GetInt64());
}
