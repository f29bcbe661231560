using System.Collections.Immutable;
using System.Globalization;

namespace CustomerFlow.Data.Access;

/// <summary>How far a person sees: nothing, what is their own, what is their teams', everything.</summary>
public enum AccessReach
{
    /// <summary>Nothing: the state before anyone has signed in.</summary>
    None,

    /// <summary>Customers the person owns and complaints the person handles.</summary>
    Own,

    /// <summary>Also those of colleagues in the same teams, and the public pool.</summary>
    Team,

    /// <summary>All rows, except complaints that are hidden from this person.</summary>
    All,
}

/// <summary>Who asks, and how far that one sees. Every context carries one, and every hand-written query takes its parameters.</summary>
/// <param name="Actor">How the audit names the one who acts: <c>person:KEY</c>, <c>system:NAME</c>, <c>link:KEY</c>.</param>
/// <param name="PersonKey">The person, or 0 for machines and customers.</param>
/// <param name="TeamKeys">The teams of the person.</param>
/// <param name="Reach">How far rows are seen.</param>
/// <param name="Roles">The sign-in roles.</param>
public sealed record AccessScope(
    string Actor, long PersonKey, ImmutableArray<long> TeamKeys, AccessReach Reach, ImmutableHashSet<string> Roles)
{
    /// <summary>Sees nothing: what a context has until someone says who asks.</summary>
    public static AccessScope Nobody { get; } = new("nobody", 0, [], AccessReach.None, []);

    /// <summary>The scope of a person who has signed in.</summary>
    public static AccessScope Of(long personKey, IEnumerable<long> teamKeys, AccessReach reach, IEnumerable<string> roles) =>
        new(string.Create(CultureInfo.InvariantCulture, $"person:{personKey}"), personKey, [.. teamKeys], reach, [.. roles]);

    /// <summary>The scope of a loop, a job or a process step: sees everything and acts under its own name.</summary>
    public static AccessScope System(string name) => new($"system:{name}", 0, [], AccessReach.All, []);

    /// <summary>The scope of a customer who came by a public link; the caller queries only what the link names.</summary>
    public static AccessScope Link(long linkKey) =>
        new(string.Create(CultureInfo.InvariantCulture, $"link:{linkKey}"), 0, [], AccessReach.All, []);
}
