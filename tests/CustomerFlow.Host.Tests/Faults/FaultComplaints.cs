using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>
/// Complaints as a program of the customer's sends them in, worked through the shipped workflow to its end. A lost answer is asked for
/// again with the same key; what was answered once is a promise.
/// </summary>
internal sealed class FaultComplaints(DurableServer database)
{
    private const int TasksAtATime = 10;

    /// <summary>What forms of the workflow ask for, all in one: each step takes what it knows.</summary>
    private const string Answers =
        """
        {"findings": "The seal was broken.", "investigation": "enough", "remedy": "refund", "cost": 100, "causeCode": "product-defect",
         "reasons": "You are right.", "callNote": "Told.", "carriedOutNote": "Paid back.", "followUpResult": "satisfied"}
        """;

    private static readonly string[] Path =
    [
        "received", "triage", "assign", "start_clocks", "acknowledge", "investigate", "decide_remedy", "send_decision", "told",
        "carry_out_remedy", "week_later", "follow_up_call", "ask_satisfaction", "close_case", "closed",
    ];

    private int lastComplaint;

    /// <summary>Number of the case to its key, of every complaint that a node said 201 to.</summary>
    public ConcurrentDictionary<string, long> Accepted { get; } = new();

    public async Task OpenAsync(IReadOnlyList<FaultNode> nodes)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"complaint-{Interlocked.Increment(ref lastComplaint):0000}");
        foreach (var node in nodes)
        {
            if (await OpenAsync(node, name) is not { } opened) continue;
            Assert.True(Accepted.TryAdd(opened.Number, opened.ProcessInstanceKey), $"{opened.Number} was given twice.");
            return;
        }
    }

    /// <summary>Does the staff's work and gives the customer's answer, as far as the cases ask for it.</summary>
    public async Task CatchUpAsync(IReadOnlyList<FaultNode> nodes)
    {
        foreach (var task in await database.ListAsync<long>(
            "select t.key from customerflow.user_task t join customerflow.instance i on i.key = t.instance_key " +
            $"where t.state = 1 and i.process_id = 'complaint' order by t.key limit {TasksAtATime}"))
            await FaultDriver.PostAsync(nodes, string.Create(CultureInfo.InvariantCulture, $"complete/{task}"), Answers);

        foreach (var number in await database.ListAsync<string>(
            "select correlation_key from customerflow.message_subscription where message_name = 'customer-answer'"))
            await FaultDriver.PostAsync(nodes, $"message/customer-answer/{number}", """{"answer": "accepted"}""");
    }

    /// <summary>Every promise is one case, closed after going the whole way once.</summary>
    public async Task CheckAsync()
    {
        var cases = await database.ListAsync<string>("select number from customerflow.\"case\" where type = 'complaint' order by 1");
        var complaints = await database.ListAsync<string>(
            """
            select k.number from customerflow.complaint c join customerflow.instance i on i.key = c.instance_key and i.status = 2
                join customerflow."case" k on k.instance_key = c.instance_key and k.status = 'closed' order by 1
            """);
        var promised = await database.ListAsync<string>(
            "select number || ' ' || instance_key from customerflow.\"case\" where type = 'complaint'");

        Assert.Equal(cases.Distinct(), cases);
        Assert.Equal(cases, complaints);
        Assert.Equal(cases.Count, await database.ScalarAsync<long>("select count(*) from customerflow.instance where process_id = 'complaint'"));
        Assert.Equal(cases.Count, await database.ScalarAsync<long>("select count(*) from customerflow.idempotency"));
        Assert.Empty(Accepted.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value}")).Except(promised));
        Assert.InRange(cases.Count, Accepted.Count, lastComplaint);
        Assert.Empty(await database.ListAsync<string>(
            $"""
            select i.key || ' ' || wanted.id || ' x ' || count(e.element_id)
            from customerflow.instance i cross join unnest(array['{string.Join("','", Path)}']) as wanted (id)
            left join customerflow.element_event e on e.instance_key = i.key and e.element_id = wanted.id and e.kind = 2
            where i.process_id = 'complaint' group by i.key, wanted.id having count(e.element_id) <> 1 order by 1
            """));
    }

    private static async Task<OpenedComplaint?> OpenAsync(FaultNode node, string name)
    {
        var complaint = new
        {
            subject = name, description = "The seal was broken.", category = "product", severity = "normal", amount = 100,
            channel = "api", language = "en", contact = new { name = "A customer", email = $"{name}@example.org" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/complaints", UriKind.Relative))
        {
            Content = JsonContent.Create(complaint),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("agent:demo")));
        request.Headers.Add("Idempotency-Key", name);
        try
        {
            using var answer = await node.Client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.Created) return await answer.Content.ReadFromJsonAsync<OpenedComplaint>();
            Assert.True(answer.StatusCode >= HttpStatusCode.InternalServerError, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            // Killed in the middle: the next node is asked with the same key.
        }

        return null;
    }

    private sealed record OpenedComplaint(string Number, long ProcessInstanceKey);
}
