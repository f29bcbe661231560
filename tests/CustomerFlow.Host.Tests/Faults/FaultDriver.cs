using System.Globalization;
using System.Net;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>The world outside: it opens orders and works on them, asks the armed node first and the other when that one is gone.</summary>
internal sealed class FaultDriver(DurableServer database)
{
    private const int TasksAtATime = 5;
    private int lastOrder;
    private int lastDeployment;

    /// <summary>Orders that a node said yes to, by answering at all: each must exist exactly once.</summary>
    public List<string> Accepted { get; } = [];

    public int Deployments => lastDeployment;

    /// <summary>One round: a new order, what is open, what came of the mails.</summary>
    public async Task WorkAsync(IReadOnlyList<FaultNode> nodes)
    {
        await OpenAsync(nodes);
        await CatchUpAsync(nodes);
    }

    /// <summary>Opens one order and confirms it.</summary>
    public async Task OpenAsync(IReadOnlyList<FaultNode> nodes)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"F-{Interlocked.Increment(ref lastOrder):0000}");
        if (!await PostAsync(nodes, $"start/{order}")) return;
        lock (Accepted) Accepted.Add(order);
        await PostAsync(nodes, $"message/{FaultProcess.Confirmed}/{order}");
    }

    /// <summary>Works on open tasks, and tells the process about mails of which nobody knows whether they arrived, as an operator would.</summary>
    public async Task CatchUpAsync(IReadOnlyList<FaultNode> nodes)
    {
        // Every third task is left until its reminder is due.
        var tasks = await database.ListAsync<long>(
            "select t.key from customerflow.user_task t join customerflow.instance i on i.key = t.instance_key where t.state = 1 " +
            $"and i.process_id = '{FaultProcess.Id}' and (right(i.variables->>'order', 1)::int % 3 > 0 or t.created_at < now() - interval '1.5 s') " +
            $"order by t.key limit {TasksAtATime}");
        foreach (var task in tasks)
        {
            await PostAsync(nodes, string.Create(CultureInfo.InvariantCulture, $"claim/{task}"));
            await PostAsync(nodes, string.Create(CultureInfo.InvariantCulture, $"complete/{task}"));
        }

        // The order was taken but its confirmation was not: nobody was there to take it.
        foreach (var order in await database.ListAsync<string>(
            $"select correlation_key from customerflow.message_subscription where message_name = '{FaultProcess.Confirmed}'"))
            await PostAsync(nodes, $"message/{FaultProcess.Confirmed}/{order}");

        foreach (var order in await database.ListAsync<string>(
            "select s.correlation_key from customerflow.message_subscription s join customerflow.outgoing_mail m " +
            $"on m.instance_key = s.instance_key where s.message_name = '{FaultProcess.MailSettled}' and m.state = 6"))
            await PostAsync(nodes, $"message/{FaultProcess.MailSettled}/{order}");
    }

    /// <summary>Publishes the next version of a workflow.</summary>
    public async Task DeployAsync(IReadOnlyList<FaultNode> nodes)
    {
        var version = Interlocked.Increment(ref lastDeployment);
        var xml = FaultProcess.Xml.Replace(
            "<bpmn:process id=\"fault\"", $"<bpmn:process id=\"extra\" name=\"Extra {version}\"", StringComparison.Ordinal);
        Assert.True(await PostAsync(nodes, "deploy/extra", xml));
    }

    /// <summary>The first node that answers; false when none does. An answer that was lost is asked for again from the next.</summary>
    public static async Task<bool> PostAsync(IReadOnlyList<FaultNode> nodes, string path, string body = "")
    {
        foreach (var node in nodes)
        {
            try
            {
                using var content = new StringContent(body);
                using var answer = await node.Client.PostAsync(new Uri($"/faults/{path}", UriKind.Relative), content);
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict) return true;
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
            {
                // Killed in the middle: whether it was done is what the next node says.
            }
        }

        return false;
    }
}
