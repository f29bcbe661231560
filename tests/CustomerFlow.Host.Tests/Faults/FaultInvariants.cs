using CustomerFlow.Data.Workflows;
using CustomerFlow.Testing;
using CustomerFlow.Testing.Mail;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>What must hold once everything has come to rest, read by plain SQL and from what the mail server got.</summary>
internal sealed class FaultInvariants(DurableServer database, SmtpSink sink, FaultComplaints complaints)
{
    private readonly List<ReceivedMail> received = [];

    /// <summary>Rows that contradict each other; at any moment there are none.</summary>
    public async Task<IReadOnlyList<Finding>> ContradictionsAsync() => await new Reconcile(database.DataSource).RunAsync(CancellationToken.None);

    /// <summary>Cases that have not ended and mails that may still be sent.</summary>
    public Task<long> UnfinishedAsync() => database.ScalarAsync<long>(
        "select (select count(*) from customerflow.instance where status = 1) + " +
        "(select count(*) from customerflow.outgoing_mail where state in (1, 2, 3))");

    /// <summary>Cases that somebody can do something about at once, and mails under way. Without any, only time goes on.</summary>
    public Task<long> MovingAsync() => database.ScalarAsync<long>(
        "select (select count(*) from customerflow.instance where status = 1 and process_id = 'fault') + " +
        "(select count(*) from customerflow.user_task where state = 1) + (select count(*) from customerflow.instance_event) + " +
        "(select count(*) from customerflow.job where state <> 2) + " +
        "(select count(*) from customerflow.outgoing_mail where state in (1, 2, 3)) + " +
        "(select count(*) from customerflow.message_subscription where message_name = 'customer-answer')");

    /// <summary>What the unfinished ones wait for: for the message of a test that fails.</summary>
    public async Task<string> WaitingAsync() => string.Join("; ", await database.ListAsync<string>(
        """
        select 'task ' || element_id || ' of ' || instance_key from customerflow.user_task where state = 1
        union all select 'job ' || type || ' of ' || instance_key || ' in state ' || state from customerflow.job where state <> 2
        union all select 'timer ' || element_id || ' of ' || instance_key || ' due ' || due_at from customerflow.timer
        union all select 'message ' || message_name || ' for ' || instance_key from customerflow.message_subscription
        union all select 'event ' || kind || ' for ' || instance_key from customerflow.instance_event
        union all select 'mail ' || purpose || ' in state ' || state || ' due ' || due_at || ' ' || coalesce(answer, '')
            from customerflow.outgoing_mail where state <> 4
        union all select 'incident at ' || element_id || ': ' || message from customerflow.incident where resolved_at is null
        limit 40
        """));

    public async Task CheckAsync(IReadOnlyCollection<string> accepted, int deployments)
    {
        await CheckOrdersAsync(accepted);
        await CheckStepsAsync();
        await complaints.CheckAsync();
        await CheckMailsAsync();
        await CheckReleasesAsync(deployments);
        Assert.Empty(await ContradictionsAsync());
    }

    private async Task CheckOrdersAsync(IReadOnlyCollection<string> accepted)
    {
        var orders = await database.ListAsync<string>("select number from customerflow.customer where number like 'F-%' order by 1");
        var cases = await database.ListAsync<string>("select variables->>'order' from customerflow.instance where process_id = 'fault' order by 1");

        Assert.Equal(orders, cases);
        Assert.Equal(cases.Distinct(), cases);
        Assert.Empty(accepted.Except(cases));
    }

    private async Task CheckStepsAsync()
    {
        // Every element of the one path: begun once and ended once, by nobody twice.
        Assert.Empty(await database.ListAsync<string>(
            """
            select i.variables->>'order' || ' ' || e.element_id || ' ' || e.kind || ' x ' || count(*)
            from customerflow.instance i join customerflow.element_event e on e.instance_key = i.key
            where i.process_id = 'fault' and e.kind in (1, 2) and e.element_id <> 'join' group by i.key, e.element_id, e.kind
            having count(*) <> 1 order by i.key
            """));
        Assert.Empty(await database.ListAsync<string>(
            """
            select i.variables->>'order' || ' lacks ' || wanted.id
            from customerflow.instance i cross join unnest(array['mail', 'work', 'mailed', 'background', 'confirmed', 'later', 'e']) as wanted (id)
            where i.process_id = 'fault' and not exists (
                select from customerflow.element_event e where e.instance_key = i.key and e.element_id = wanted.id and e.kind = 2)
            """));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "select (select count(*) from customerflow.timer) + (select count(*) from customerflow.instance_event) + " +
            "(select count(*) from customerflow.message_subscription) + (select count(*) from customerflow.user_task where state = 1) + " +
            "(select count(*) from customerflow.job where state <> 2) + (select count(*) from customerflow.incident)"));
    }

    private async Task CheckMailsAsync()
    {
        while (sink.WaitingMails > 0) received.Add(ReceivedMail.Read(await sink.NextMailAsync()));
        var arrived = received.Select(mail => mail.Header["Message-ID"].Trim('<', '>')).ToList();
        var sent = await database.ListAsync<string>("select message_id from customerflow.outgoing_mail where state = 4");
        var perhaps = await database.ListAsync<string>("select message_id from customerflow.outgoing_mail where state = 6");

        Assert.Equal(arrived.Distinct(), arrived);
        Assert.Empty(sent.Except(arrived));
        Assert.Empty(arrived.Except(sent).Except(perhaps));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from customerflow.outgoing_mail where state not in (4, 6)"));
        // Nor twice under two names: a customer gets one mail of each kind.
        var toCustomers = received.Select(mail => $"{mail.Header["To"]} {mail.Subject}").ToList();
        Assert.Equal(toCustomers.Distinct(), toCustomers);
        Assert.Empty(await database.ListAsync<string>(
            """
            select i.key || ' ' || wanted.purpose || ' x ' || count(m.key) from customerflow.instance i
            join (values ('fault', 'fault'), ('complaint', 'acknowledgement'), ('complaint', 'decision')) as wanted (process_id, purpose)
                on wanted.process_id = i.process_id
            left join customerflow.outgoing_mail m on m.instance_key = i.key and m.purpose = wanted.purpose
            group by i.key, wanted.purpose having count(m.key) <> 1
            """));
    }

    private async Task CheckReleasesAsync(int deployments)
    {
        Assert.Equal(deployments, await database.ScalarAsync<long>("select count(*) from customerflow.release where name = 'extra'"));
        Assert.Equal(
            Math.Min(1, deployments),
            await database.ScalarAsync<long>("select count(*) from customerflow.release where name = 'extra' and is_latest"));
        Assert.Equal(deployments, await database.ScalarAsync<long>("select count(distinct version) from customerflow.process_definition where process_id = 'extra'"));
    }
}
