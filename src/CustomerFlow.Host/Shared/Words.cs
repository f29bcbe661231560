namespace CustomerFlow.Host.Shared;

/// <summary>The product's own words for the ids that the database stores. An id that a process owner added is shown as it is.</summary>
internal static class Words
{
    public static string Tier(string id) => Say(id, WordTexts.Tiers);

    public static string Stage(string id) => Say(id, WordTexts.Stages);

    public static string Severity(string id) => Say(id, WordTexts.Severities);

    public static string Channel(string id) => Say(id, WordTexts.Channels);

    public static string CaseType(string id) => Say(id, WordTexts.CaseTypes);

    public static string CaseStatus(string id) => Say(id, WordTexts.CaseStatuses);

    public static string SurveyOccasion(string id) => Say(id, WordTexts.SurveyOccasions);

    public static string CustomerKind(string id) => Say(id, WordTexts.CustomerKinds);

    public static string MailState(string id) => Say(id, WordTexts.MailStates);

    private static string Say(string id, IReadOnlyDictionary<string, Text> words) => words.TryGetValue(id, out var text) ? text : id;
}
