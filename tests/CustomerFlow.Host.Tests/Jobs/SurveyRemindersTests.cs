using System.Globalization;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Demo;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Host.Tests.Public;
using CustomerFlow.Host.Tests.Surveys;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Jobs;

/// <summary>The job that reminds of surveys, with the shipped survey at business times of its own.</summary>
public sealed class SurveyRemindersTests : IAsyncLifetime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    // A Wednesday; no holidays near.
    private static readonly DateTimeOffset Invited = new(2026, 11, 4, 10, 0, 0, China);
    private static readonly DateTimeOffset WeekLater = new(2026, 11, 12, 9, 0, 0, China);

    private SurveyScene scene = null!;

    public async Task InitializeAsync() => scene = await SurveyScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Who_has_not_answered_for_a_week_is_reminded_once_in_the_commit_that_notes_it()
    {
        await PinAsync(Invited);
        await scene.InviteAsync();

        var early = await RunAsync(Invited.AddDays(6));
        var due = await RunAsync(WeekLater);

        Assert.Equal(("{\"reminders\": 0}", "{\"reminders\": 1}"), (early, due));
        Assert.Equal(1, await RemindersAsync());
        await using var db = scene.Complaints.Db();
        var invitation = await db.SurveyInvitations.SingleAsync();
        Assert.Equal(Invited.AddDays(7).Date, invitation.RemindAt!.Value.ToOffset(China).Date);
        Assert.Equal(WeekLater.Date, invitation.RemindedAt!.Value.ToOffset(China).Date);
        Assert.Equal(WeekLater.AddDays(14).Date, invitation.ExpiresAt.ToOffset(China).Date);
    }

    [Fact]
    public async Task Later_runs_do_not_remind_again()
    {
        await PinAsync(Invited);
        await scene.InviteAsync();
        await RunAsync(WeekLater);

        var sameDay = await RunAsync(WeekLater.AddHours(1));
        var nextDay = await RunAsync(WeekLater.AddDays(1));

        Assert.Equal(("{\"reminders\": 0}", "{\"reminders\": 0}"), (sameDay, nextDay));
        Assert.Equal(1, await RemindersAsync());
    }

    [Fact]
    public async Task Two_nodes_at_once_send_one_reminder()
    {
        await PinAsync(Invited);
        await scene.InviteAsync();
        await PinAsync(WeekLater);
        var runs = scene.Complaints.Get<JobRuns>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            runs.RunAsync(SurveyReminders.Id, WeekLater.AddSeconds(number), startedBy: null, CancellationToken.None)));

        Assert.Equal(1, await RemindersAsync());
    }

    [Fact]
    public async Task A_reminder_that_is_due_on_a_holiday_waits_for_the_first_working_day()
    {
        // National Day: off from 1 to 7 October.
        await PinAsync(new DateTimeOffset(2026, 9, 24, 8, 0, 0, China));
        await scene.InviteAsync();

        var holiday = await RunAsync(new DateTimeOffset(2026, 10, 1, 9, 0, 0, China));
        var onHoliday = await RemindersAsync();
        await RunAsync(new DateTimeOffset(2026, 10, 8, 9, 0, 0, China));

        Assert.Equal(("{\"not-a-working-day\": 1}", 0, 1), (holiday, onHoliday, await RemindersAsync()));
    }

    [Fact]
    public async Task Who_has_answered_is_not_reminded()
    {
        await PinAsync(Invited);
        var invited = await scene.InviteAsync();
        using var customer = scene.Complaints.Customer();
        (await TestHost.PostFormAsync(customer, invited.Path, SurveyPageTests.Answers)).Dispose();

        Assert.Equal("{\"reminders\": 0}", await RunAsync(WeekLater));

        Assert.Equal(0, await RemindersAsync());
    }

    [Fact]
    public async Task Who_wants_no_more_surveys_is_not_reminded()
    {
        await PinAsync(Invited);
        var invited = await scene.InviteAsync();
        using var program = scene.Complaints.Host.Visitor();
        using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        (await program.PostAsync(new Uri(invited.UnsubscribePath, UriKind.Relative), oneClick)).EnsureSuccessStatusCode();

        Assert.Equal("{\"reminders\": 0}", await RunAsync(WeekLater));

        Assert.Equal(0, await RemindersAsync());
        await using var db = scene.Complaints.Db();
        Assert.Null((await db.SurveyInvitations.SingleAsync()).RemindedAt);
    }

    [Fact]
    public async Task Moving_the_demo_clock_reminds_on_the_morning_after_the_week()
    {
        var monday = new DateTimeOffset(2027, 5, 10, 10, 0, 0, China);
        await MoveAsync(monday);
        await scene.InviteAsync();

        await MoveAsync(monday.AddDays(12));

        await using var db = scene.Complaints.Db();
        var mail = await db.Set<OutgoingMailRow>().SingleAsync(row => row.Purpose == "reminder");
        Assert.Equal("2027-05-18 09:00", mail.QueuedAt.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private Task PinAsync(DateTimeOffset moment) => scene.Complaints.Get<BusinessClock>().PinAsync(moment, CancellationToken.None);

    private async Task MoveAsync(DateTimeOffset target)
    {
        Assert.True(scene.Complaints.Get<ClockMover>().TryBegin(target, "test", out var move));
        Assert.Equal(ClockMoveEnd.Arrived, await move.Ended);
    }

    /// <summary>What the jobs page will show of the run.</summary>
    private async Task<string?> RunAsync(DateTimeOffset moment)
    {
        await PinAsync(moment);
        Assert.True(await scene.Complaints.Get<JobRuns>().RunAsync(SurveyReminders.Id, moment, startedBy: null, CancellationToken.None));
        await using var db = scene.Complaints.Db();
        var run = await db.JobRuns.SingleAsync(row => row.JobId == SurveyReminders.Id && row.Occurrence == moment.ToUniversalTime());
        Assert.Equal("succeeded", run.State);
        return run.Result;
    }

    private async Task<int> RemindersAsync()
    {
        await using var db = scene.Complaints.Db();
        return await db.Set<OutgoingMailRow>().CountAsync(row => row.Purpose == "reminder");
    }
}
