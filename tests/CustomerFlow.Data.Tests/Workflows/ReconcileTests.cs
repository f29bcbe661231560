using System.Globalization;
using CustomerFlow.Data.Workflows;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>Every rule of the report finds a row that was damaged behind the engine's back.</summary>
public sealed class ReconcileTests : IAsyncLifetime
{
    private const string InsertCase =
        "insert into customerflow.\"case\" (instance_key, number, type, title, priority, status, received_at, opened_at, fields, revision) " +
        "values (1, 'C-1', 'test', 'T', 50, 'open', now(), now(), '{{}}', 1)";

    private const string InsertClock =
        "insert into customerflow.case_clock (instance_key, name, round, calendar, started_at, target_seconds, due_at) values ";

    private const string InsertMail =
        "insert into customerflow.outgoing_mail (key, instance_key, element_instance_key, purpose, audience, recipient_key, language, " +
        "message_id, state, due_at, attempts, epoch, queued_at) values ";

    private const string InsertCustomer =
        "insert into customerflow.customer (key, number, kind, name, name_key, name_grams, needs, preferences, source, tier, stage, " +
        "language, created_at, revision) " +
        "values (1, 'K-1', 'company', 'A', 'a', '{{}}', '{{}}', '{{}}', 'manual', 'normal', 'loyal', 'zh', now(), 1);";

    private const string InsertComplaint =
        "insert into customerflow.complaint (instance_key, customer_key, subject, sealed_for, category, severity, channel, language, " +
        "received_at, entered_at, restricted, revision) " +
        "values (1, 1, 'S', 1, 'product', 'normal', 'phone', 'zh', now(), now(), false, 1)";

    private TestEngine engine = null!;
    private long atTask;
    private long atTimer;
    private long atMessage;
    private long atSignal;
    private long atJob;
    private long atCall;

    /// <summary>The rule, and what breaks it: {0} at a task, {1} at a timer, {2} at a message, {3} at a signal, {4} at a job, {5} at a call.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "an ended instance with open tasks", "update customerflow.instance set status = 2 where key = {0}" },
        { "an ended instance with timers", "update customerflow.instance set status = 2 where key = {1}" },
        { "an ended instance that waits for messages", "update customerflow.instance set status = 3 where key = {2}" },
        { "an ended instance that waits for signals", "update customerflow.instance set status = 3 where key = {3}" },
        { "an ended instance with open jobs", "update customerflow.instance set status = 2 where key = {4}" },
        { "open work without an instance", "delete from customerflow.instance where key = {0}" },
        { "open work without an instance", "delete from customerflow.instance where key = {1}" },
        { "a task that is done without an end in the history", "update customerflow.user_task set state = 2 where instance_key = {0}" },
        { "an open task whose element has ended", "update customerflow.user_task set state = 1 where instance_key = {1}" },
        {
            "a timer whose element has ended",
            "insert into customerflow.element_event select (jsonb_populate_record(e, jsonb_build_object('id', e.id + 1000000, 'kind', 2))).* " +
            "from customerflow.element_event e where instance_key = {1} and element_id = 'later' and kind = 1"
        },
        { "a revision that is not the number of turns", "delete from customerflow.turn_log where instance_key = {0}" },
        { "a wrong count of open incidents", "update customerflow.instance set open_incidents = 1 where key = {0}" },
        {
            "two open tasks of one element",
            "insert into customerflow.user_task select (jsonb_populate_record(t, '{{\"key\": 1}}')).* from customerflow.user_task t " +
            "where instance_key = {0}"
        },
        {
            "an instance that never began and has nothing that begins it",
            "insert into customerflow.instance select (jsonb_populate_record(i, '{{\"key\": 1, \"revision\": 0}}')).* " +
            "from customerflow.instance i where key = {0}"
        },
        { "an ended child whose caller was not told", "update customerflow.instance set status = 2 where parent_key = {5}" },
        { "a complaint without a case", InsertCustomer + InsertComplaint },
        { "a case without its instance", InsertCase },
        { "two running clocks of one name", InsertClock + "({0}, 'n', 1, 'c', now(), 1, now()), ({0}, 'n', 2, 'c', now(), 1, now())" },
        {
            "a mail twice",
            "drop index customerflow.\"ix_outgoing_mail_element_instance_key_purpose_audience_recipie~\";" + InsertMail +
            "(1, {0}, 7, 'p', 1, 7, 'zh', 'a@x', 1, now(), 0, 0, now()), (2, {0}, 7, 'p', 1, 7, 'zh', 'b@x', 1, now(), 0, 0, now())"
        },
        {
            "a mail of an instance that does not exist",
            InsertMail + "(1, 1, 7, 'p', 1, 7, 'zh', 'a@x', 1, now(), 0, 0, now())"
        },
        {
            "a message that went to nobody's instance",
            "insert into customerflow.message (key, name, correlation_key, variables, published_at, expires_at) " +
            "values (1, 'paid', 'k', '{{}}', now(), now());" +
            "insert into customerflow.message_correlation (message_key, process_id, instance_key) values (1, 'thin', 1)"
        },
    };

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await engine.DeployAsync(
            Bpmn.Process("thin", Bpmn.TaskThenTimer), Bpmn.Process("child", Bpmn.TaskThenTimer), Bpmn.Process("caller", Bpmn.Caller),
            Bpmn.Process("waiting", Bpmn.WaitForMessage), Bpmn.Process("outside", Bpmn.Job("worker")),
            Bpmn.Process("signaled", Bpmn.SignalThenStep.Replace("cf:reached", "worker", StringComparison.Ordinal)));
        (atTask, atTimer) = (await engine.StartAsync("thin"), await engine.StartAsync("thin"));
        await engine.CompleteAsync(await engine.OpenTaskAsync(atTimer));
        atMessage = await engine.StartAsync("waiting", """{"order": "1"}""");
        (atSignal, atJob, atCall) = (await engine.StartAsync("signaled"), await engine.StartAsync("outside"), await engine.StartAsync("caller"));
        await engine.SettleAsync();
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_contradiction_is_found_and_nothing_before_it(string rule, string damage)
    {
        var before = await engine.Get<Reconcile>().RunAsync(TestEngine.None);

        await engine.ExecuteAsync(string.Format(
            CultureInfo.InvariantCulture, damage, atTask, atTimer, atMessage, atSignal, atJob, atCall));

        Assert.Empty(before);
        Assert.Contains(rule, (await engine.Get<Reconcile>().RunAsync(TestEngine.None)).Select(finding => finding.Rule));
    }

    [Fact]
    public void Every_rule_has_a_row_that_it_finds() =>
        Assert.Equal(Reconcile.RuleNames.Order(), Damages.Select(row => (string)row[0]).Distinct().Order());
}
