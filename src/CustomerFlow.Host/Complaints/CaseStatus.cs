namespace CustomerFlow.Host.Complaints;

/// <summary>Where a case stands, as its steps write it; pages have words for each.</summary>
internal static class CaseStatus
{
    public const string Investigating = "investigating";
    public const string WaitingForCustomer = "waiting-for-customer";
    public const string Reopened = "reopened";
    public const string Closed = "closed";
}
