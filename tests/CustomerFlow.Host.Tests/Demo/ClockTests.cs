using System.Globalization;
using System.Net;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Demo;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Demo;

public sealed class ClockTests : IAsyncLifetime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(2);
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync(published: false);

    public async Task DisposeAsync() => await scene.DisposeAsync();

    private ClockMover Mover => scene.Get<ClockMover>();

    private BusinessClock Clock => scene.Get<BusinessClock>();

    [Fact]
    public async Task Ten_days_bring_reminder_digest_and_escalation_each_at_its_own_time()
    {
        // A Monday without holidays near, so that the time limits are whole days.
        await MoveAsync(new DateTimeOffset(2027, 5, 10, 10, 0, 0, China));
        var opened = await scene.OpenAsync();
        var due = await DueAsync(opened.ProcessInstanceKey);
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await GoAsync(agent, Clock.Now.AddDays(10));
        await Mover.Latest!.Ended;

        Assert.Equal(ClockMoveEnd.Arrived, await Mover.Latest!.Ended);
        var mails = await MailsAsync(opened.ProcessInstanceKey);
        Assert.Equal(["acknowledgement", "task-reminder", "task-escalation"], mails.Take(3).Select(mail => mail.Purpose));
        Assert.InRange(mails[1].At, due.AddDays(-2), due.AddHours(-1));
        Assert.InRange(mails[2].At, due, due + Near);
        var digests = await MailsAsync(null);
        Assert.All(digests.Where(mail => mail.Purpose == "task-digest"), mail => Assert.Equal(8, mail.At.ToOffset(China).Hour));
        Assert.Contains(digests, mail => mail.Purpose == "task-digest" && mail.At < due);
        Assert.Contains(digests, mail => mail.Purpose == "task-digest" && mail.At > due);
    }

    [Fact]
    public async Task Mail_is_delivered_on_the_way_at_the_moment_it_was_written()
    {
        await scene.OpenAsync();

        await MoveAsync(Clock.Now.AddDays(10));

        await using var db = scene.Db();
        var mails = await db.Set<OutgoingMailRow>().AsNoTracking().ToListAsync();
        Assert.All(mails, mail => Assert.Equal(MailState.Sent, mail.State));
        Assert.All(mails, mail => Assert.InRange(mail.SettledAt!.Value - mail.QueuedAt, TimeSpan.Zero, Near));
    }

    [Fact]
    public async Task The_second_of_two_people_is_told_that_the_clock_is_moving()
    {
        Mover.TryBegin(Clock.Now.AddDays(ClockTargets.DaysAheadMax), "lead", out var first);
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(agent, "/account", "/clock?handler=Move", ("step", "Hour"), ("returnUrl", "/tasks"));
        var page = await agent.GetStringAsync(new Uri("/clock", UriKind.Relative));

        Assert.Contains("Su Min is moving the clock to", page, StringComparison.Ordinal);
        Assert.Same(first, Mover.Latest);
        first.Cancel();
        Assert.Equal(ClockMoveEnd.Cancelled, await first.Ended);
        Assert.True(Clock.Now < first.Target);
    }

    [Fact]
    public async Task While_it_moves_pages_show_how_far_it_is_and_offer_to_stop_it()
    {
        Mover.TryBegin(Clock.Now.AddDays(ClockTargets.DaysAheadMax), "lead", out var move);
        using var agent = await scene.Host.SignedInAsync("agent");

        var page = await agent.GetStringAsync(new Uri("/account", UriKind.Relative));
        using var stopped = await TestHost.PostFormAsync(agent, "/account", "/clock?handler=Stop", ("returnUrl", "/account"));

        Assert.Contains("<progress", page, StringComparison.Ordinal);
        Assert.Contains("hx-get=\"/clock?handler=Bar\"", page, StringComparison.Ordinal);
        Assert.Equal(ClockMoveEnd.Cancelled, await move.Ended);
    }

    [Theory]
    [InlineData("2020-01-01T08:00", "Choose a time after now")]
    [InlineData("2099-01-01T08:00", "at most 400 days")]
    [InlineData("next week", "Enter a date and a time")]
    public async Task A_time_that_cannot_be_gone_to_is_refused_and_kept_in_the_field(string typed, string sentence)
    {
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(agent, "/clock", "/clock?handler=Go", ("to", typed));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_day_from_friday_is_monday()
    {
        await MoveAsync(new DateTimeOffset(2027, 5, 14, 10, 0, 0, China));
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(agent, "/account", "/clock?handler=Move", ("step", "WorkingDay"), ("returnUrl", "/account"));
        await Mover.Latest!.Ended;

        Assert.Equal("/account", answer.Headers.Location!.ToString());
        Assert.InRange(Clock.Now, new(2027, 5, 17, 10, 0, 0, China), new DateTimeOffset(2027, 5, 17, 10, 0, 0, China) + Near);
    }

    [Fact]
    public async Task Reset_returns_to_real_time()
    {
        await MoveAsync(Clock.Now.AddDays(3));
        using var agent = await scene.Host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(agent, "/clock", "/clock?handler=Reset");

        Assert.Equal(TimeSpan.Zero, Clock.Offset);
    }

    private async Task MoveAsync(DateTimeOffset target)
    {
        Assert.True(Mover.TryBegin(target, "test", out var move));
        Assert.Equal(ClockMoveEnd.Arrived, await move.Ended);
    }

    private static Task<HttpResponseMessage> GoAsync(HttpClient person, DateTimeOffset target) => TestHost.PostFormAsync(
        person, "/clock", "/clock?handler=Go", ("to", target.ToOffset(China).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)));

    private async Task<DateTimeOffset> DueAsync(long instanceKey)
    {
        await using var db = scene.Db();
        return (await db.Set<UserTaskRow>().Where(row => row.InstanceKey == instanceKey && row.ElementId == "investigate")
            .Select(row => row.DueAt).SingleAsync())!.Value;
    }

    private async Task<IReadOnlyList<(string Purpose, DateTimeOffset At)>> MailsAsync(long? instanceKey)
    {
        await using var db = scene.Db();
        var rows = await db.Set<OutgoingMailRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey)
            .OrderBy(row => row.QueuedAt).Select(row => new { row.Purpose, row.QueuedAt }).ToListAsync();
        return [.. rows.Select(row => (row.Purpose, row.QueuedAt))];
    }
}
