using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.People;

/// <summary>An administrator makes, changes and ends people; others look them up.</summary>
public sealed partial class PeoplePagesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_new_person_chooses_a_password_by_a_link_that_works_once()
    {
        using var admin = await AdminAsync();
        var link = await CreateAsync(admin, "wang.fang");
        using var person = Host.Visitor();

        using var chosen = await TestHost.PostFormAsync(person, link, ("Password", "a long sentence"), ("Repeated", "a long sentence"));
        var tasks = await person.GetAsync(new Uri("/tasks", UriKind.Relative));
        using var stranger = Host.Visitor();
        using var again = await stranger.GetAsync(new Uri(link, UriKind.Relative));

        Assert.Equal("/", chosen.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, tasks.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task The_link_is_shown_once_and_a_newer_one_replaces_it()
    {
        using var admin = await AdminAsync();
        var first = await CreateAsync(admin, "zhao.lei");
        var page = $"/people/{await KeyAsync("zhao.lei")}";
        var later = await admin.GetStringAsync(new Uri(page, UriKind.Relative));

        (await TestHost.PostFormAsync(admin, page, page + "?handler=NewLink")).Dispose();
        var second = LinkIn(await admin.GetStringAsync(new Uri(page, UriKind.Relative)));

        using var visitor = Host.Visitor();
        using var byFirst = await visitor.GetAsync(new Uri(first, UriKind.Relative));
        using var bySecond = await visitor.GetAsync(new Uri(second, UriKind.Relative));
        Assert.DoesNotContain("/welcome/", later, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.OK), (byFirst.StatusCode, bySecond.StatusCode));
    }

    [Fact]
    public async Task Roles_teams_and_supervisor_are_stored_and_the_audit_names_the_administrator()
    {
        using var admin = await AdminAsync();
        await CreateAsync(admin, "sun.li");

        await using var db = Open();
        var person = await db.People.Include(row => row.Teams).SingleAsync(row => row.UserName == "sun.li");
        var roles = await db.UserRoles.Where(row => row.UserId == person.Key)
            .Join(db.Roles, row => row.RoleId, role => role.Id, (_, role) => role.Name).ToListAsync();
        var actors = await db.AuditEntries.Where(entry => entry.Subject == "person" && entry.RowKey == $"{person.Key}")
            .Select(entry => entry.Actor).Distinct().ToListAsync();
        Assert.Equal("staff", Assert.Single(roles));
        Assert.Equal(await TeamAsync("service"), Assert.Single(person.Teams).TeamKey);
        Assert.Equal(await KeyAsync("lead"), person.SupervisorKey);
        Assert.Equal($"person:{await KeyAsync("admin")}", Assert.Single(actors));
    }

    [Theory]
    [InlineData("en", "li.hua@example.com", "Choose at least one role.", "beginning with a letter")]
    [InlineData("zh", "邮箱地址不正确", "请至少选择一个角色。", "以字母开头")]
    public async Task Every_mistake_is_named_beside_its_field_and_what_was_typed_is_kept(
        string language, string email, string roles, string username)
    {
        using var admin = await AdminAsync(language);

        using var refused = await TestHost.PostFormAsync(
            admin, "/people/new", ("Fields.Username", "9 Lives"), ("Fields.NameZh", "王芳"), ("Fields.NameEn", ""),
            ("Fields.Email", "nowhere"), ("Fields.Language", "zh"));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.All(new[] { email, roles, username, "9 Lives", "王芳", "nowhere" }, expected => Assert.Contains(expected, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_name_is_never_given_twice()
    {
        using var admin = await AdminAsync();

        using var refused = await TestHost.PostFormAsync(admin, "/people/new", Fields("agent", await TeamAsync("service"), await KeyAsync("lead")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This user name is taken", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_saved_and_one_based_on_an_older_state_is_refused_with_everything_kept()
    {
        using var admin = await AdminAsync();
        await CreateAsync(admin, "qian.wei");
        var edit = $"/people/{await KeyAsync("qian.wei")}/edit";
        var seen = RevisionIn(await admin.GetStringAsync(new Uri(edit, UriKind.Relative)));

        using var saved = await TestHost.PostFormAsync(admin, edit, Changed("Qian Wei the first", seen));
        using var late = await TestHost.PostFormAsync(admin, edit, Changed("Qian Wei the second", seen));

        var page = await late.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("Somebody has changed this meanwhile", page, StringComparison.Ordinal);
        Assert.Contains("Qian Wei the second", page, StringComparison.Ordinal);
        await using var db = Open();
        Assert.Equal("Qian Wei the first", (await db.People.SingleAsync(row => row.UserName == "qian.wei")).NameEn);
    }

    [Fact]
    public async Task Nobody_ends_up_above_themselves_and_the_last_administrator_stays_one()
    {
        using var admin = await AdminAsync();
        var manager = await KeyAsync("manager");
        var self = await KeyAsync("admin");

        using var circle = await TestHost.PostFormAsync(
            admin, $"/people/{manager}/edit", Changed("Chen Guohua", await RevisionAsync(admin, manager), ("Fields.Supervisor", $"{await KeyAsync("agent")}")));
        using var last = await TestHost.PostFormAsync(admin, $"/people/{self}/edit", Changed("Lin Jing", await RevisionAsync(admin, self)));

        Assert.Contains("Supervisors cannot form a circle.", await circle.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("There must be an administrator left.", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_finds_colleagues_but_only_managers_open_them_and_only_administrators_change_them()
    {
        var agent = await KeyAsync("agent");
        using var sales = await Host.SignedInAsync("sales");
        using var manager = await Host.SignedInAsync("manager");

        var directory = await sales.GetStringAsync(new Uri("/people?q=emma", UriKind.Relative));
        var statuses = new List<HttpStatusCode>();
        foreach (var (client, path) in new[] { (sales, $"/people/{agent}"), (manager, $"/people/{agent}"), (manager, $"/people/{agent}/edit") })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            statuses.Add(answer.StatusCode);
        }

        using var newLink = await TestHost.PostFormAsync(manager, $"/people/{agent}", $"/people/{agent}?handler=NewLink");
        Assert.Contains("Emma Clarke", directory, StringComparison.Ordinal);
        Assert.DoesNotContain($"/people/{agent}", directory, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden], statuses);
        Assert.Equal(HttpStatusCode.Forbidden, newLink.StatusCode);
    }

    private async Task<HttpClient> AdminAsync(string language = "en")
    {
        var admin = await Host.SignedInAsync("admin");
        (await TestHost.PostFormAsync(admin, "/account", "/language", ("language", language), ("returnUrl", "/people"))).Dispose();
        return admin;
    }

    private async Task<string> CreateAsync(HttpClient admin, string username)
    {
        using var created = await TestHost.PostFormAsync(
            admin, "/people/new", Fields(username, await TeamAsync("service"), await KeyAsync("lead")));
        Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
        return LinkIn(await admin.GetStringAsync(created.Headers.Location));
    }

    private static (string, string)[] Fields(string username, long team, long supervisor) =>
    [
        ("Fields.Username", username), ("Fields.NameZh", "新同事"), ("Fields.NameEn", "New Colleague"), ("Fields.Email", "new@example.com"),
        ("Fields.Language", "en"), ("Fields.Roles", "staff"), ("Fields.Teams", $"{team}"), ("Fields.Supervisor", $"{supervisor}"),
    ];

    private static (string, string)[] Changed(string name, string revision, params (string, string)[] more) =>
    [
        ("Fields.NameZh", "改名"), ("Fields.NameEn", name), ("Fields.Language", "en"), ("Fields.Roles", "staff"),
        ("Fields.Revision", revision), .. more,
    ];

    private static async Task<string> RevisionAsync(HttpClient admin, long key) =>
        RevisionIn(await admin.GetStringAsync(new Uri($"/people/{key}/edit", UriKind.Relative)));

    private static string RevisionIn(string page) => Regex.Match(page, "name=\"Fields.Revision\" value=\"(\\d+)\"").Groups[1].Value;

    private static string LinkIn(string page) => new Uri(Link().Match(page).Groups[1].Value).AbsolutePath;

    private async Task<long> KeyAsync(string username)
    {
        await using var db = Open();
        return await db.People.Where(person => person.UserName == username).Select(person => person.Key).SingleAsync();
    }

    private async Task<long> TeamAsync(string slug)
    {
        await using var db = Open();
        return await db.Teams.Where(team => team.Slug == slug).Select(team => team.Key).SingleAsync();
    }

    private CustomerFlowDb Open() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    [GeneratedRegex("<code class=\"cf-secret\">(http[^<]+)</code>")]
    private static partial Regex Link();
}
