using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>What a question says, as the release of the newest invitation words it.</summary>
internal sealed class SurveyQuestions(CustomerFlowDb db, ReleaseReader releases)
{
    public async Task<IReadOnlyDictionary<(string Survey, string Question), string>> OfAsync(
        IReadOnlyList<SurveyDriver> drivers, CancellationToken cancellationToken)
    {
        var invitations = drivers.Select(driver => driver.InvitationKey).Distinct().ToArray();
        var releaseOf = await (
            from link in db.PublicLinks
            join instance in db.Set<InstanceRow>() on link.InstanceKey equals instance.Key
            where invitations.Contains(link.SurveyInvitationKey!.Value)
            select new { InvitationKey = link.SurveyInvitationKey!.Value, instance.ReleaseKey })
            .Distinct().ToDictionaryAsync(row => row.InvitationKey, row => row.ReleaseKey, cancellationToken);
        var language = Languages.Code(Languages.Current);
        var words = new Dictionary<(string, string), string>();
        foreach (var driver in drivers)
        {
            if (!releaseOf.TryGetValue(driver.InvitationKey, out var releaseKey)) continue;
            var pages = await releases.OfReleaseAsync(releaseKey, cancellationToken);
            if (pages.Texts.Find($"{driver.Survey}.{driver.Question}.label", language) is { } label)
                words[(driver.Survey, driver.Question)] = label;
        }

        return words;
    }
}
