using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Start;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Start;

/// <summary>A company that begins with nothing: no demo, nobody who can sign in, no team.</summary>
public sealed class FirstCompanyTests
{
    private const string Password = "long enough to sign in";

    [Fact]
    public async Task The_setup_link_makes_the_first_administrator_and_the_teams_that_the_workflows_name()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false, "--Demo:Enabled=false");
        using var admin = scene.Host.Visitor();

        using var made = await SetUpAsync(scene, admin);
        var teams = await admin.GetStringAsync(new Uri("/teams", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.All(
            scene.Get<IReadOnlyList<ShippedTeam>>(), team => Assert.Contains(team.Slug, teams, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_complaint_waits_in_its_group_until_there_are_people()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false, "--Demo:Enabled=false");
        using var admin = scene.Host.Visitor();
        (await SetUpAsync(scene, admin)).Dispose();

        using var visitor = scene.Host.Visitor();
        using var sent = await TestHost.PostFormAsync(
            visitor, "/complain", ("Category", "delivery"), ("Subject", "Parcel never came"), ("Description", "Nothing since Monday."),
            ("Severity", "normal"), ("Name", "Li Hua"), ("Email", "li.hua@example.cn"));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await Until.TrueAsync(() => WaitsInGroupAsync(scene), "the first task waits in its group");
        await using var db = scene.Db();
        Assert.False(await db.Set<IncidentRow>().AnyAsync());
    }

    [Fact]
    public async Task The_setup_link_works_once()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false, "--Demo:Enabled=false");
        var address = scene.Get<SetupLink>().Path;
        using var admin = scene.Host.Visitor();
        (await SetUpAsync(scene, admin)).Dispose();

        using var second = await scene.Host.Visitor().GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
    }

    private static Task<HttpResponseMessage> SetUpAsync(ComplaintScene scene, HttpClient visitor) => TestHost.PostFormAsync(
        visitor, scene.Get<SetupLink>().Path, ("Name", "Root"), ("Username", "root"), ("Password", Password));

    private static async Task<bool> WaitsInGroupAsync(ComplaintScene scene)
    {
        await using var db = scene.Db();
        return await db.Set<UserTaskRow>().AnyAsync(task => task.Assignee == null && task.CandidateGroups.Contains("service"));
    }
}
