using System.Collections.Immutable;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class StepEffectTests : IAsyncLifetime
{
    private readonly EffectStep step = new();
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync(step);
        await engine.DeployAsync(Bpmn.Process("stepping", Bpmn.Job("cf:effects")), Bpmn.Process("waiting", Bpmn.WaitForMessage));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_case_gets_numbers_without_repetition_even_at_once()
    {
        step.Effects = (number, now) => [new StepEffect.OpenCase(new NewCase(number, "complaint", "Late", "open", now))];

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => engine.StartAsync("stepping"))));

        Assert.Equal(10, await engine.ScalarAsync<long>("select count(distinct number) from customerflow.\"case\" where number like 'C-2026-0000%'"));
    }

    [Fact]
    public async Task A_change_of_the_case_keeps_what_is_not_named()
    {
        step.Effects = (number, now) =>
        [
            new StepEffect.OpenCase(new NewCase(number, "complaint", "Late", "open", now) { Owner = "agent" }),
            new StepEffect.ChangeCase(new CaseChange { Status = "closed", IsClosed = true, Fields = FeelJson.ParseObject("""{"a": 1}""") }),
        ];

        var key = await engine.StartAsync("stepping");

        Assert.Equal(
            "agent closed Late true {\"a\": 1}",
            await engine.ScalarAsync<string>(
                "select owner || ' ' || status || ' ' || title || ' ' || (closed_at is not null) || ' ' || fields " +
                $"from customerflow.\"case\" where instance_key = {key}"));
    }

    [Fact]
    public async Task A_paused_clock_moves_its_due_time_and_the_timers_that_follow_it()
    {
        step.Effects = (_, now) => [new StepEffect.OpenClock("first-response", "cn", TimeSpan.FromHours(4), now.AddHours(4))];
        var key = await engine.StartAsync("stepping");
        await engine.ExecuteAsync(
            "insert into customerflow.timer (key, instance_key, element_instance_key, element_id, due_at, clock, held, attempts) " +
            $"values (1, {key}, 1, 'reminder', '2026-03-02 03:00Z', 'first-response', false, 0)");
        await ApplyAsync(key, new StepEffect.PauseClock("first-response", TimeSpan.FromHours(3), "customer"));
        var held = await engine.ScalarAsync<bool>("select held from customerflow.timer where key = 1");
        await ApplyAsync(key, new StepEffect.ResumeClock("first-response", TestEngine.Start.AddHours(30)));

        Assert.True(held);
        Assert.Equal(
            TestEngine.Start.AddHours(28).UtcDateTime,
            await engine.ScalarAsync<DateTime>("select due_at from customerflow.timer where key = 1 and not held"));
    }

    [Fact]
    public async Task A_mail_is_sent_once_per_step_purpose_and_recipient_and_its_outcome_reaches_the_process()
    {
        step.Effects = (_, _) => [Mail("a@example.org"), Mail("a@example.org")];
        var waiting = await engine.StartAsync("waiting", """{"order": "C-1"}""");
        await engine.StartAsync("stepping");

        var mail = Assert.Single(await engine.Mails.ClaimAsync(10, TestEngine.None));
        var handed = await engine.Mails.HandAsync(mail, TestEngine.None);
        await engine.Mails.SettleAsync(mail, new MailSettlement(MailState.Sent, "250 OK"), TestEngine.None);
        await engine.SettleAsync();

        Assert.Equal("a@example.org", mail.Text!.Address);
        Assert.True(handed);
        Assert.Equal(2, await engine.StatusAsync(waiting));
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.outgoing_mail where content is not null"));
    }

    [Fact]
    public async Task A_mail_without_an_address_fails_in_the_same_commit_and_says_so_to_the_process()
    {
        step.Effects = (_, _) => [Mail(null)];
        var waiting = await engine.StartAsync("waiting", """{"order": "C-1"}""");

        await engine.StartAsync("stepping");
        await engine.SettleAsync();

        Assert.Equal(2, await engine.StatusAsync(waiting));
        Assert.Empty(await engine.Mails.ClaimAsync(10, TestEngine.None));
    }

    [Fact]
    public async Task A_sender_that_dies_before_the_dot_gives_the_mail_back_and_after_it_makes_it_unknown()
    {
        step.Effects = (_, _) => [Mail("a@example.org")];
        await engine.StartAsync("stepping");
        var first = Assert.Single(await engine.Mails.ClaimAsync(10, TestEngine.None));
        await EndLeaseAsync();

        var second = Assert.Single(await engine.Mails.ClaimAsync(10, TestEngine.None));
        var lateDot = await engine.Mails.HandAsync(first, TestEngine.None);
        await engine.Mails.HandAsync(second, TestEngine.None);
        await EndLeaseAsync();
        var third = await engine.Mails.ClaimAsync(10, TestEngine.None);
        var lateSettlement = await engine.Mails.SettleAsync(second, new MailSettlement(MailState.Sent, null), TestEngine.None);

        Assert.False(lateDot);
        Assert.Empty(third);
        Assert.False(lateSettlement);
        Assert.Equal((short)MailState.Unknown, await engine.ScalarAsync<short>("select state from customerflow.outgoing_mail"));
    }

    private Task EndLeaseAsync() => engine.ExecuteAsync("update customerflow.outgoing_mail set due_at = now() - interval '1 s'");

    private async Task ApplyAsync(long key, StepEffect effect) => await engine.Turns.RunAsync(
        key, TestEngine.By,
        async turn =>
        {
            await turn.WriteAsync([effect], "job", 0, TestEngine.None);
            return 0;
        },
        TestEngine.None);

    private static StepEffect.QueueMail Mail(string? address) => new(
        "decision", true, 55, "en", new MailText(address, "A", "S", "<p>x</p>", "x"), null, new MailMessages("C-1", "paid", "paid"));

    private sealed class EffectStep() : InlineStep<string>("cf:effects")
    {
        public Func<string, DateTimeOffset, ImmutableArray<StepEffect>> Effects { get; set; } = (_, _) => [];

        public override Task<string> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
            reader.NextNumberAsync("C", 2026, cancellationToken);

        public override StepOutcome Decide(string record, StepInput input, DateTimeOffset now) =>
            StepOutcome.With(Effects(record, now));
    }
}
