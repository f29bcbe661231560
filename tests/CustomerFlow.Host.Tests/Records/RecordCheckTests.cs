using System.Net;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Records;

/// <summary>What one enters, another checks; what was checked changes only after another look.</summary>
public sealed class RecordCheckTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    private RecordScene Scene => new(Host);

    [Fact]
    public async Task A_new_customer_is_checked_by_a_colleague_and_then_counts_as_verified()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var customer = await RecordScene.CustomerAsync(agent, "初录公司");
        var contact = await Scene.ContactAsync(agent, customer, "王一", "13911110001");
        var task = await Scene.TaskAsync(customer);

        var page = await RecordScene.PageAsync(lead, $"/tasks/{task.Key}");
        await RecordScene.DecideAsync(lead, task, ("result", "approve"));

        Assert.Equal(["service"], task.CandidateGroups);
        Assert.Contains("13911110001", page, StringComparison.Ordinal);
        await using var db = Scene.Open();
        var row = await db.Customers.SingleAsync(one => one.Key == customer);
        Assert.NotNull(row.VerifiedAt);
        Assert.Null(row.CheckKey);
        Assert.NotNull((await db.Contacts.SingleAsync(one => one.Key == contact)).VerifiedAt);
        Assert.DoesNotContain("unverified", await RecordScene.PageAsync(agent, $"/customers/{customer}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_entered_it_cannot_check_it_by_page_claim_or_program()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var manager = await Host.SignedInAsync("manager");
        var task = await Scene.TaskAsync(await RecordScene.CustomerAsync(agent, "自核公司"));

        using var claimed = await TestHost.PostFormAsync(agent, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Claim");
        using var given = await TestHost.PostFormAsync(manager, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Delegate", ("to", "agent"));
        using var program = new HttpClient { BaseAddress = Host.Address };
        program.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("agent:demo"u8.ToArray()));
        using var assigned = await PostAsync(program, $"/v2/user-tasks/{task.Key}/assignment", """{"assignee":"agent"}""");
        using var completed = await PostAsync(program, $"/v2/user-tasks/{task.Key}/completion", """{"variables":{"result":"approve","checkedBy":"lead"}}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (claimed.StatusCode, given.StatusCode));
        Assert.False(assigned.IsSuccessStatusCode);
        Assert.False(completed.IsSuccessStatusCode);
        await using var db = Scene.Open();
        var row = await db.Set<UserTaskRow>().SingleAsync(one => one.Key == task.Key);
        Assert.Equal((UserTaskState.Open, null), (row.State, row.Assignee));
    }

    [Fact]
    public async Task Rejected_with_a_reason_it_is_corrected_and_checked_again()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var customer = await RecordScene.CustomerAsync(agent, "错名公司");

        await RecordScene.DecideAsync(lead, await Scene.TaskAsync(customer), ("result", "reject"), ("rejectReason", "少了“有限”二字。"));
        var correct = await Scene.TaskAsync(customer);
        var page = await RecordScene.PageAsync(agent, $"/tasks/{correct.Key}");
        using var edited = await Scene.EditAsync(agent, customer, ("Fields.Name", "正名有限公司"));
        using var sent = await RecordScene.CompleteAsync(agent, correct, ("correction", "again"));
        var again = await Scene.TaskAsync(customer);
        await RecordScene.DecideAsync(lead, again, ("result", "approve"));

        Assert.Equal(("correct", "agent"), (correct.ElementId, correct.Assignee));
        Assert.Contains("少了“有限”二字。", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (edited.StatusCode, sent.StatusCode));
        await using var db = Scene.Open();
        var row = await db.Customers.SingleAsync(one => one.Key == customer);
        Assert.Equal("正名有限公司", row.Name);
        Assert.NotNull(row.VerifiedAt);
    }

    [Fact]
    public async Task A_marked_field_of_a_checked_record_waits_while_others_change_at_once()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var (customer, contact) = await Scene.VerifiedAsync(lead, agent, "守恒公司", "13911110003");

        using var edited = await Scene.EditAsync(agent, customer, ("Fields.Tier", "high"), ("Fields.Region", "苏州"));
        using var phone = await Scene.EditContactAsync(agent, contact, "13922220003");
        var task = await Scene.TaskAsync(customer);
        var sheet = await RecordScene.PageAsync(lead, $"/tasks/{task.Key}");
        var shown = await RecordScene.PageAsync(agent, $"/customers/{customer}");
        await using var db = Scene.Open();
        var before = await db.Customers.AsNoTracking().SingleAsync(one => one.Key == customer);
        var phoneBefore = await Scene.PhoneAsync(contact);
        await RecordScene.DecideAsync(lead, task, ("result", "approve"));

        Assert.Equal(("normal", "苏州", "13911110003"), (before.Tier, before.Region, phoneBefore));
        Assert.Contains("<del>13911110003</del>", sheet, StringComparison.Ordinal);
        Assert.Contains("<ins>13922220003</ins>", sheet, StringComparison.Ordinal);
        Assert.Contains("Changes that wait for a check", shown, StringComparison.Ordinal);
        Assert.Equal("high", (await db.Customers.AsNoTracking().SingleAsync(one => one.Key == customer)).Tier);
        Assert.Equal("13922220003", await Scene.PhoneAsync(contact));
        Assert.All(await Scene.ChangesAsync(customer), change => Assert.Equal(RecordChange.Applied, change.State));
        Assert.Contains("守恒公司", await RecordScene.PageAsync(agent, "/customers?q=13922220003"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_change_meanwhile_joins_the_check_and_nobody_approves_what_they_have_not_seen()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        using var manager = await Host.SignedInAsync("manager");
        var (customer, contact) = await Scene.VerifiedAsync(lead, agent, "并发公司", "13911110004");
        using var first = await Scene.EditContactAsync(agent, contact, "13922220004");
        var seen = await Scene.TaskAsync(customer);
        using var claimed = await TestHost.PostFormAsync(manager, $"/tasks/{seen.Key}", $"/tasks/{seen.Key}?handler=Claim");

        using var second = await Scene.EditContactAsync(lead, contact, "13933330004");
        using var late = await RecordScene.CompleteAsync(manager, seen, ("result", "approve"));
        var task = await Scene.TaskAsync(customer);
        using var byLead = await TestHost.PostFormAsync(lead, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Claim");
        await RecordScene.DecideAsync(manager, task, ("result", "approve"));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (late.StatusCode, byLead.StatusCode));
        Assert.Equal("13933330004", await Scene.PhoneAsync(contact));
        Assert.Equal(
            [RecordChange.Replaced, RecordChange.Applied],
            (await Scene.ChangesAsync(customer)).Select(change => change.State));
    }

    [Fact]
    public async Task Approved_twice_at_once_it_is_applied_once()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var (customer, _) = await Scene.VerifiedAsync(lead, agent, "单次公司", "13911110009");
        using var edited = await Scene.EditAsync(agent, customer, ("Fields.Name", "单次新名公司"));
        var task = await Scene.TaskAsync(customer);
        await using var db = Scene.Open();
        var before = await db.Customers.AsNoTracking().SingleAsync(row => row.Key == customer);
        var tasks = Host.Services.GetRequiredService<UserTasks>();
        var answer = FeelContext.Empty.With("result", FeelValue.Of("approve"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            tasks.CompleteAsync(task.Key, answer, new TurnActor("lead", "person:lead"), null, CancellationToken.None)));

        Assert.Single(outcomes.OfType<TaskOutcome.Done>());
        var after = await db.Customers.AsNoTracking().SingleAsync(row => row.Key == customer);
        Assert.Equal(("单次新名公司", before.Revision + 1), (after.Name, after.Revision));
    }

    [Fact]
    public async Task Even_with_the_bar_taken_off_the_enterer_is_refused_by_the_step()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await RecordScene.CustomerAsync(agent, "越权公司");
        var task = await Scene.TaskAsync(customer);
        var instances = Host.Services.GetRequiredService<Data.Workflows.Work.Instances>();
        await instances.SetVariablesAsync(
            task.InstanceKey, task.InstanceKey, FeelContext.Empty.With("enteredBy", FeelValue.Of(Array.Empty<FeelValue>())), false,
            TurnActor.System("operator"), CancellationToken.None);

        await Host.Services.GetRequiredService<UserTasks>().CompleteAsync(
            task.Key, FeelContext.Empty.With("result", FeelValue.Of("approve")), new TurnActor("agent", "person:agent"), null,
            CancellationToken.None);

        await using var db = Scene.Open();
        Assert.Null((await db.Customers.SingleAsync(row => row.Key == customer)).VerifiedAt);
    }

    [Fact]
    public async Task Putting_the_old_value_back_takes_the_waiting_change_back()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var (customer, _) = await Scene.VerifiedAsync(lead, agent, "反悔公司", "13911110005");
        using var first = await Scene.EditAsync(agent, customer, ("Fields.Name", "新名公司"));

        var form = await RecordScene.PageAsync(agent, $"/customers/{customer}/edit");
        using var back = await Scene.EditAsync(agent, customer);

        Assert.Contains("value=\"新名公司\"", form, StringComparison.Ordinal);
        Assert.Equal(RecordChange.Dropped, Assert.Single(await Scene.ChangesAsync(customer)).State);
    }

    [Fact]
    public async Task A_form_that_was_open_before_the_change_began_to_wait_is_refused_and_loses_nothing()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var (customer, _) = await Scene.VerifiedAsync(lead, agent, "旧表公司", "13911110006");
        await using var db = Scene.Open();
        var revision = await db.Customers.Where(row => row.Key == customer).Select(row => row.Revision).SingleAsync();
        using var first = await Scene.EditAsync(agent, customer, ("Fields.Name", "待核新名"));

        using var stale = await TestHost.PostFormAsync(lead, $"/customers/{customer}/edit",
            ("Fields.Name", "旧表公司"), ("Fields.Industry", "铸造"), ("Fields.Revision", $"{revision}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains("铸造", WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(RecordChange.Waiting, Assert.Single(await Scene.ChangesAsync(customer)).State);
    }

    [Fact]
    public async Task Values_that_wait_stand_nowhere_but_sealed()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var (customer, contact) = await Scene.VerifiedAsync(lead, agent, "密封公司", "13911110007");
        using var edited = await Scene.EditContactAsync(agent, contact, "13977778888");
        await RecordScene.DecideAsync(lead, await Scene.TaskAsync(customer), ("result", "approve"));

        await using var db = Scene.Open();
        var texts = await db.Database.SqlQuery<string>(
            $"""
             select variables::text as "Value" from customerflow.instance union all select steps::text from customerflow.turn_log
             union all select coalesce(detail::text, '') from customerflow.element_event union all select coalesce(changes::text, '') from customerflow.audit_entry
             union all select encode(new_sealed, 'escape') from customerflow.record_change
             """).ToListAsync();

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => text.Contains("13977778888", StringComparison.Ordinal));
        Assert.Equal("13977778888", await Scene.PhoneAsync(contact));
    }

    [Fact]
    public async Task Only_unverified_customers_are_listed_when_asked_for()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        await Scene.VerifiedAsync(lead, agent, "名单甲公司", "13911110008");
        await RecordScene.CustomerAsync(agent, "名单乙公司");

        var all = await RecordScene.PageAsync(agent, "/customers?q=名单");
        var unverified = await RecordScene.PageAsync(agent, "/customers?unverified=true");

        Assert.Contains("名单甲公司", all, StringComparison.Ordinal);
        Assert.DoesNotContain("名单甲公司", unverified, StringComparison.Ordinal);
        Assert.Contains("名单乙公司", unverified, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient program, string path, string json) =>
        program.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
}
