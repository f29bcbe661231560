using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Surveys;

/// <summary>How often one person is approached unasked.</summary>
public sealed class ContactBudgetTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 4, 4, 0, 0, TimeSpan.Zero);

    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData(1, 14, "", null)]
    [InlineData(1, 14, "3", 11)]
    [InlineData(1, 14, "14", null)]
    [InlineData(1, 14, "20,3", 11)]
    [InlineData(2, 30, "5", null)]
    [InlineData(2, 30, "20,5", 10)]
    [InlineData(2, 30, "25,20,5", 10)]
    public void A_person_is_free_again_when_fewer_contacts_than_allowed_are_left_in_the_window(
        int contacts, int days, string daysAgo, int? freeInDays)
    {
        var before = daysAgo.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(ago => Noon.AddDays(-int.Parse(ago, System.Globalization.CultureInfo.InvariantCulture)));

        var free = ContactBudget.FreeAt(new BudgetRule(contacts, days), [.. before], Noon);

        Assert.Equal(freeInDays is { } ahead ? Noon.AddDays(ahead) : null, free);
    }

    [Fact]
    public async Task Mail_about_the_own_complaint_costs_nothing_and_a_second_survey_waits_for_the_next_free_day()
    {
        var contact = await ContactAsync();
        await using var db = scene.Db();
        await TalkAboutOwnCaseAsync(db, contact);

        var first = await StartAsync(contact);
        var second = await StartAsync(contact);

        var sent = await db.Set<OutgoingMailRow>().SingleAsync(row => row.Purpose == "invitation");
        var timer = await db.Set<TimerRow>().SingleAsync(row => row.InstanceKey == second);
        Assert.Equal(first, sent.InstanceKey);
        Assert.Equal(sent.QueuedAt.AddDays(14), timer.DueAt);
    }

    [Fact]
    public async Task Of_many_surveys_for_one_person_at_once_a_single_one_is_sent_and_none_is_dropped()
    {
        var contact = await ContactAsync();

        var started = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync(contact)));

        await using var db = scene.Db();
        Assert.Equal(1, await db.Set<OutgoingMailRow>().CountAsync(row => row.Purpose == "invitation"));
        Assert.Equal(4, await db.Set<TimerRow>().CountAsync(row => started.Contains(row.InstanceKey) && row.ElementId == "free_again"));
    }

    // A mail and a call about the complaint, both just now.
    private async Task TalkAboutOwnCaseAsync(CustomerFlowDb db, Contact contact)
    {
        var keys = scene.Get<KeyBlocks>();
        var caseKey = await db.Complaints.Where(row => row.ContactKey == contact.Key).Select(row => row.InstanceKey).SingleAsync();
        var now = scene.Get<BusinessClock>().Now;
        db.Add(new Interaction
        {
            Key = await keys.NextAsync(CancellationToken.None), CustomerKey = contact.CustomerKey, ContactKey = contact.Key, CaseKey = caseKey,
            Channel = "phone", At = now, SealedFor = contact.Key,
        });
        db.Add(new OutgoingMailRow
        {
            Key = await keys.NextAsync(CancellationToken.None), InstanceKey = caseKey, Purpose = "decision", Audience = MailAudience.Customer,
            RecipientKey = contact.Key, Language = "en", MessageId = "own-case@test", QueuedAt = now, State = MailState.Sent,
        });
        await db.SaveChangesAsync();
    }

    private async Task<Contact> ContactAsync()
    {
        var opened = await scene.OpenAsync();
        await using var db = scene.Db();
        var key = await db.Complaints.Where(row => row.InstanceKey == opened.Key).Select(row => row.ContactKey).SingleAsync();
        return await db.Contacts.SingleAsync(row => row.Key == key);
    }

    private async Task<long> StartAsync(Contact contact)
    {
        var variables = FeelContext.Empty
            .With("customerKey", FeelValue.Of(contact.CustomerKey)).With("contactKey", FeelValue.Of(contact.Key))
            .With("occasion", FeelValue.Of("periodic")).With("tier", FeelValue.Of("normal"));
        var outcome = await scene.Get<ProcessTurns>()
            .StartAsync(new StartRequest("survey", variables), TurnActor.System("test"), null, CancellationToken.None);
        return Assert.IsType<StartOutcome.Started>(outcome).InstanceKey;
    }
}
