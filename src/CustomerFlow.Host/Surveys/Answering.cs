using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Surveys;

/// <summary>Who answers which invitation, and how the answer comes.</summary>
/// <param name="InvitationKey">The invitation.</param>
/// <param name="InstanceKey">The process that sent it and waits for the answer.</param>
/// <param name="Actor">As history and audit name them.</param>
/// <param name="Via">How it comes, as <see cref="Data.Surveys.SurveyResponse.Via"/>.</param>
/// <param name="EnteredByKey">The colleague who types it in; null when the customer does.</param>
internal sealed record Answering(long InvitationKey, long InstanceKey, TurnActor Actor, string Via, long? EnteredByKey)
{
    private const string Link = "link";
    private const string Phone = "phone";

    /// <summary>The customer, by the personal link.</summary>
    public static Answering ByLink(PublicLink link) =>
        new(link.SurveyInvitationKey!.Value, link.InstanceKey!.Value, TurnActor.Of(null, AccessScope.Link(link.Key)), Link, null);

    /// <summary>A colleague who has the customer on the phone.</summary>
    public static Answering ByPhone(SurveySheet sheet, CurrentPerson person) =>
        new(sheet.Invitation.Key, sheet.InstanceKey, person.Actor, Phone, person.Scope.PersonKey);
}
