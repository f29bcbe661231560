using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerFlow.Host.Tests.Repository;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>The official client against the whole host, with its own schemas as the judge of every answer.</summary>
public sealed class OfficialClientTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    // One name per operation, as the client calls them.
    private static readonly string[] Operations =
    [
        "getTopology", "getStatus", "getAuthentication", "createDeployment", "getResource", "getResourceContent",
        "searchProcessDefinitions", "getProcessDefinition", "getProcessDefinitionXml", "getStartProcessForm", "createProcessInstance",
        "searchProcessInstances", "getProcessInstance", "cancelProcessInstance", "resolveProcessInstanceIncidents",
        "searchProcessInstanceIncidents", "searchElementInstances", "getElementInstance", "searchElementInstanceIncidents",
        "createElementInstanceVariables", "searchUserTasks", "getUserTask", "updateUserTask", "assignUserTask", "unassignUserTask",
        "completeUserTask", "getUserTaskForm", "searchUserTaskVariables", "searchUserTaskEffectiveVariables", "activateJobs", "searchJobs",
        "updateJob", "completeJob", "failJob", "throwJobError", "publishMessage early", "correlateMessage", "broadcastSignal",
        "searchIncidents", "getIncident", "resolveIncident", "searchVariables", "getVariable", "searchDecisionDefinitions",
        "getDecisionDefinition", "getDecisionDefinitionXml", "evaluateDecision", "pinClock ahead", "pinClock back", "resetClock",
    ];

    [Fact]
    public async Task Every_operation_works_with_the_official_client_in_strict_mode()
    {
        var lines = await OfficialClient.RunAsync("walk.js", fixture.Host.Address);

        Assert.Empty(Operations.Except(lines.Select(line => line.Operation)));
    }

    [Fact]
    public async Task The_official_client_finds_no_field_in_an_answer_that_its_schema_does_not_know()
    {
        var lines = await OfficialClient.RunAsync(
            "walk.js", fixture.Host.Address, ("CAMUNDA_SDK_VALIDATION", "req:strict,res:fanatical"));

        Assert.Empty(Operations.Except(lines.Select(line => line.Operation)));
    }

    [Fact]
    public async Task A_complaint_is_opened_and_worked_on_with_the_official_client()
    {
        var answers = JsonSerializer.Serialize(new { findings = "The parcel lies at the depot.", investigation = "enough" });

        var lines = await OfficialClient.RunAsync("complaint.js", fixture.Host.Address, ("CUSTOMERFLOW_ANSWERS", answers));

        Assert.Contains(lines, line => line.Operation == "completeUserTask");
        Assert.Contains(lines, line => line.Operation == "the next step");
    }

    [Fact]
    public void The_client_is_the_published_one_of_the_promised_version()
    {
        var lockFile = File.ReadAllText(Path.Combine(
            SourceTree.Root, "tests", "CustomerFlow.Host.Tests", "OrchestrationApi", "client", "package-lock.json"));

        Assert.Matches(
            new Regex("\"node_modules/@camunda8/orchestration-cluster-api\": \\{\\s+\"version\": \"9\\.1\\.5\",\\s+\"integrity\": \"sha512-"),
            lockFile);
    }
}
