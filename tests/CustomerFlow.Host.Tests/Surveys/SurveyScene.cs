using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Surveys;

/// <summary>The shipped survey, sent out for a complaint; its links are made anew, since the mails' own tokens are nobody's to know.</summary>
internal sealed class SurveyScene(ComplaintScene complaints) : IAsyncDisposable
{
    public ComplaintScene Complaints => complaints;

    public static async Task<SurveyScene> StartAsync() => new(await ComplaintScene.StartAsync());

    /// <summary>Invites the customer of a new complaint.</summary>
    public async Task<Invited> InviteAsync(TimeSpan? lifetime = null)
    {
        var opened = await complaints.OpenAsync();
        await using var db = complaints.Db();
        var complaint = await db.Complaints.SingleAsync(row => row.InstanceKey == opened.Key);
        var variables = FeelContext.Empty
            .With("caseKey", FeelValue.Of(opened.Key)).With("caseNumber", FeelValue.Of(opened.Number))
            .With("customerKey", FeelValue.Of(complaint.CustomerKey)).With("contactKey", FeelValue.Of(complaint.ContactKey!.Value))
            .With("language", FeelValue.Of("en"));
        var started = Assert.IsType<StartOutcome.Started>(await complaints.Get<ProcessTurns>()
            .StartAsync(new StartRequest("survey", variables), TurnActor.System("test"), null, CancellationToken.None));
        var invitation = await db.SurveyInvitations.SingleAsync(row => row.CaseKey == opened.Key);
        return new Invited(
            opened, started.InstanceKey, invitation.Key, await LinkAsync(invitation, started.InstanceKey, "survey", lifetime),
            await LinkAsync(invitation, started.InstanceKey, "unsubscribe", lifetime));
    }

    public async ValueTask DisposeAsync() => await complaints.DisposeAsync();

    private async Task<string> LinkAsync(SurveyInvitation invitation, long instanceKey, string purpose, TimeSpan? lifetime)
    {
        var token = LinkToken.Create();
        var now = complaints.Get<BusinessClock>().Now;
        await using var db = complaints.Db();
        db.Add(new PublicLink
        {
            Key = await complaints.Get<KeyBlocks>().NextAsync(CancellationToken.None), TokenHash = token.Hash, Purpose = purpose,
            ContactKey = invitation.ContactKey, SurveyInvitationKey = invitation.Key, InstanceKey = instanceKey,
            CreatedAt = now - TimeSpan.FromDays(1), ExpiresAt = now + (lifetime ?? TimeSpan.FromDays(14)),
        });
        await db.SaveChangesAsync();
        return token.Text;
    }

    internal sealed record Invited(ComplaintScene.Opened Complaint, long InstanceKey, long Key, string Token, string UnsubscribeToken)
    {
        public string Path => $"/f/{Token}";

        public string UnsubscribePath => $"/u/{UnsubscribeToken}";
    }
}
