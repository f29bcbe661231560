using CustomerFlow.Data;
using CustomerFlow.Data.Access;

namespace CustomerFlow.Host.People;

/// <summary>What the form about a person holds, as it was typed.</summary>
internal sealed class PersonFields
{
    public string? Username { get; set; }

    public string? NameZh { get; set; }

    public string? NameEn { get; set; }

    public string? Email { get; set; }

    public string Language { get; set; } = DomainRules.Languages[0];

    public List<string> Roles { get; set; } = [];

    /// <summary>Keys of teams.</summary>
    public List<long> Teams { get; set; } = [];

    /// <summary>Short words with commas between them.</summary>
    public string? Skills { get; set; }

    public long? Supervisor { get; set; }

    /// <summary>How far the person sees; null leaves it to the roles.</summary>
    public AccessReach? Reach { get; set; }

    /// <summary>The revision that was shown: what somebody else changed meanwhile is not overwritten.</summary>
    public int Revision { get; set; }
}
