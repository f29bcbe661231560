using System.Net;
using System.Text;
using System.Text.Json;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>Files that come in over the API: published whole, or refused with every problem named.</summary>
public sealed class EngineDeploymentTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static string Order => File.ReadAllText(Path.Combine(EngineFixture.Files, "order.bpmn"));

    [Fact]
    public async Task The_same_files_change_nothing_and_other_ones_make_the_next_version()
    {
        var form = """{"id":"note","type":"default","components":[]}""";

        var (_, first) = await DeployAsync(("note.form", form));
        var (_, again) = await DeployAsync(("note.form", form));
        var (_, other) = await DeployAsync(("note.form", form.Replace("[]", """[{"type":"textfield","key":"a","id":"a"}]""", StringComparison.Ordinal)));

        Assert.Equal([1, 1, 2], new[] { first, again, other }.Select(answer =>
            answer.GetProperty("deployments")[0].GetProperty("form").GetProperty("version").GetInt32()));
        Assert.Equal(first.GetProperty("deploymentKey").GetString(), again.GetProperty("deploymentKey").GetString());
    }

    [Fact]
    public async Task Every_problem_names_its_file_and_element_in_both_languages()
    {
        var broken = Order.Replace("type=\"check-stock\"", "", StringComparison.Ordinal);

        var (status, body) = await DeployAsync(("broken.bpmn", broken));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var problem = body.GetProperty("problems").EnumerateArray().First(one => one.GetProperty("elementId").GetString() == "check");
        Assert.Equal("broken.bpmn", problem.GetProperty("resource").GetString());
        Assert.NotEqual(problem.GetProperty("zh").GetString(), problem.GetProperty("en").GetString());
        Assert.Contains("broken.bpmn#check", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_keeps_all_of_them_out()
    {
        var (status, _) = await DeployAsync(("fine.form", """{"id":"fine","type":"default","components":[]}"""), ("bad.dmn", "<x/>"));

        var (again, body) = await DeployAsync(("fine.form", """{"id":"fine","type":"default","components":[]}"""));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (status, again));
        Assert.Equal(1, body.GetProperty("deployments")[0].GetProperty("form").GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("resources", "program.exe", "x")]
    [InlineData("resources", "../order.bpmn", "x")]
    [InlineData("files", "order.bpmn", "x")]
    [InlineData("resources", "entities.bpmn", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    public async Task What_cannot_be_deployed_is_refused(string part, string name, string content)
    {
        using var parts = new MultipartFormDataContent { { new StringContent(content), part, name } };

        var (status, body) = await SendAsync(parts);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(string.IsNullOrWhiteSpace(body.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Nothing_and_another_tenant_are_refused()
    {
        using var nothing = new MultipartFormDataContent { { new StringContent("<default>"), "tenantId" } };
        using var other = new MultipartFormDataContent
        {
            { new StringContent(Order), "resources", "order.bpmn" }, { new StringContent("other"), "tenantId" },
        };

        var (first, _) = await SendAsync(nothing);
        var (second, _) = await SendAsync(other);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (first, second));
    }

    [Fact]
    public async Task Only_process_owners_publish()
    {
        using var parts = new MultipartFormDataContent { { new StringContent(Order), "resources", "order.bpmn" } };

        var (status, _) = await SendAsync(parts, "manager");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Multipart_content_that_breaks_off_is_refused()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            "--abc\r\nContent-Disposition: form-data; name=\"resources\"; filename=\"a.bpmn\"\r\n\r\n<x"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=abc");

        var (status, _) = await SendAsync(content);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task JSON_is_no_deployment_and_a_huge_file_is_too_large()
    {
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var huge = new MultipartFormDataContent { { new StringContent(new string(' ', 5 * 1024 * 1024)), "resources", "huge.bpmn" } };

        var (first, _) = await SendAsync(json);
        var (second, _) = await SendAsync(huge);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge), (first, second));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> DeployAsync(params (string Name, string Content)[] files)
    {
        using var parts = new MultipartFormDataContent();
        foreach (var (name, content) in files) parts.Add(new StringContent(content), "resources", name);
        return await SendAsync(parts);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpContent content, string username = "owner")
    {
        using var client = fixture.Program(username);
        // What is too large is refused before it is sent.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await client.PostAsync(new Uri("/v2/deployments", UriKind.Relative), content);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }
}
