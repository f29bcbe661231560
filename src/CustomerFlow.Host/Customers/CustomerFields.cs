using CustomerFlow.Data;

namespace CustomerFlow.Host.Customers;

/// <summary>What the form about a customer holds, as it was typed.</summary>
internal sealed class CustomerFields
{
    public string? Name { get; set; }

    public string Kind { get; set; } = DomainRules.CustomerKinds[0];

    public string Tier { get; set; } = "normal";

    public string Stage { get; set; } = DomainRules.Stages[0];

    public string Language { get; set; } = DomainRules.Languages[0];

    public string? Industry { get; set; }

    public string? Region { get; set; }

    /// <summary>Short words with commas between them.</summary>
    public string? Needs { get; set; }

    public string? Preferences { get; set; }

    /// <summary>The number of the head of the group of companies.</summary>
    public string? Parent { get; set; }

    public int Revision { get; set; }
}

/// <summary>What the form about a contact holds, as it was typed.</summary>
internal sealed class ContactFields
{
    public string? Name { get; set; }

    public List<string> Roles { get; set; } = [];

    public string Language { get; set; } = DomainRules.Languages[0];

    public string? PreferredChannel { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? MessageId { get; set; }

    public string? Notes { get; set; }

    /// <summary>Purposes that the person allowed.</summary>
    public List<string> Consents { get; set; } = [];

    public bool HasLeft { get; set; }

    /// <summary>The page said that an address is on file elsewhere, and it was sent again all the same.</summary>
    public bool IsKnownElsewhere { get; set; }

    public int Revision { get; set; }
}
