namespace CustomerFlow.Host.Complaints;

/// <summary>What stands in the form of a colleague who takes a complaint in: as typed, so that half-done ones can be put aside.</summary>
internal sealed class IntakeInput
{
    /// <summary>Phone number, its last four digits, e-mail address or name of who calls.</summary>
    public string? Search { get; set; }

    /// <summary>The contact that was chosen; null for somebody new.</summary>
    public long? ContactKey { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? Language { get; set; }

    public string? Channel { get; set; } = "phone";

    /// <summary>Local time of the company, as the browser writes it; empty for just now.</summary>
    public string? ReceivedAt { get; set; }

    public string? Category { get; set; }

    public string? Subject { get; set; }

    public string? Description { get; set; }

    public string? Severity { get; set; } = "normal";

    public string? RemedyWanted { get; set; }

    public string? Product { get; set; }

    public string? Amount { get; set; }

    public bool NamesEmployee { get; set; }

    public long? NamedPersonKey { get; set; }

    /// <summary>The half-done one that this form goes on with.</summary>
    public long? DraftKey { get; set; }

    /// <summary>Made with the page, so that a form that is sent twice opens one complaint.</summary>
    public string? RequestKey { get; set; }
}
