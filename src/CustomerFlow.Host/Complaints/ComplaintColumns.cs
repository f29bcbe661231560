namespace CustomerFlow.Host.Complaints;

/// <summary>The names under which the sealed texts of complaints are sealed: whoever opens them must say the same.</summary>
internal static class ComplaintColumns
{
    public const string Description = "complaint.description";
    public const string RemedyWanted = "complaint.remedy_wanted";
    public const string Interaction = "interaction.text";
}
