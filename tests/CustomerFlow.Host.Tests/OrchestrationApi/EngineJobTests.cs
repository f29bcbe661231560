using System.Net;
using System.Text.Json;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>Workers: waiting for jobs, and what is refused to them.</summary>
public sealed class EngineJobTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task A_worker_that_waits_gets_the_job_that_comes_meanwhile()
    {
        var waiting = fixture.PostAsync("admin", "/v2/jobs/activation", Activation(requestTimeout: 60_000));

        var key = await fixture.StartAsync("order", new { orderId = "long-poll" });

        var (_, answer) = await waiting;
        var job = Assert.Single(answer.GetProperty("jobs").EnumerateArray());
        Assert.Equal(key, job.GetProperty("processInstanceKey").GetString());
        await fixture.PostAsync("admin", $"/v2/jobs/{job.GetProperty("jobKey").GetString()}/completion");
    }

    [Fact]
    public async Task A_worker_that_does_not_want_to_wait_gets_an_empty_answer()
    {
        var (status, answer) = await fixture.PostAsync(
            "admin", "/v2/jobs/activation", new { type = "nobody-makes-these", timeout = 1000, maxJobsToActivate = 1, requestTimeout = -1 });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, answer.GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public async Task Twenty_workers_at_once_take_every_job_once()
    {
        for (var i = 0; i < 10; i++) await fixture.StartAsync("order", new { orderId = $"many-{i}" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.PostAsync("admin", "/v2/jobs/activation", Activation(-1))));

        var taken = answers.SelectMany(answer => answer.Body.GetProperty("jobs").EnumerateArray()).Select(Key).ToList();
        Assert.Equal((10, 10), (taken.Count, taken.Distinct().Count()));
        foreach (var key in taken) await fixture.PostAsync("admin", $"/v2/jobs/{key}/completion");
    }

    [Fact]
    public async Task A_result_for_a_listener_and_a_job_without_an_error_code_are_refused()
    {
        await fixture.StartAsync("order", new { orderId = "refusals" });
        var (_, answer) = await fixture.PostAsync("admin", "/v2/jobs/activation", Activation(-1));
        var key = Key(answer.GetProperty("jobs")[0]);

        var (result, _) = await fixture.PostAsync("admin", $"/v2/jobs/{key}/completion", """{"result":{"type":"userTask","denied":true}}""");
        var (error, _) = await fixture.PostAsync("admin", $"/v2/jobs/{key}/error", "{}");
        var (retries, _) = await fixture.PostAsync("admin", $"/v2/jobs/{key}/failure", """{"retries":-1}""");
        var (large, _) = await fixture.PostAsync(
            "admin", $"/v2/jobs/{key}/completion", new { variables = new { text = new string('x', 257 * 1024) } });

        Assert.All([result, error, retries, large], status => Assert.Equal(HttpStatusCode.BadRequest, status));
        var (done, _) = await fixture.PostAsync("admin", $"/v2/jobs/{key}/completion");
        Assert.Equal(HttpStatusCode.NoContent, done);
    }

    [Fact]
    public async Task A_failed_job_with_retries_left_is_shown_as_failed_and_tried_again()
    {
        var instance = await fixture.StartAsync("order", new { orderId = "again" });
        var (_, answer) = await fixture.PostAsync("admin", "/v2/jobs/activation", Activation(-1));
        var key = Key(answer.GetProperty("jobs")[0]);

        await fixture.PostAsync("admin", $"/v2/jobs/{key}/failure", """{"retries":1,"errorMessage":"Not now"}""");

        var found = await fixture.SearchAsync(
            "admin", "jobs", new { filter = new { processInstanceKey = instance, state = "FAILED", hasFailedWithRetriesLeft = true } });
        Assert.Equal([key], EngineFixture.Texts(found, "jobKey"));
        var (_, second) = await fixture.PostAsync("admin", "/v2/jobs/activation", Activation(-1));
        Assert.Equal(key, Key(second.GetProperty("jobs")[0]));
        await fixture.PostAsync("admin", $"/v2/jobs/{key}/completion");
    }

    private static object Activation(int requestTimeout) =>
        new { type = "check-stock", worker = "test", timeout = 60_000, maxJobsToActivate = 3, requestTimeout };

    private static string Key(JsonElement job) => job.GetProperty("jobKey").GetString()!;
}
