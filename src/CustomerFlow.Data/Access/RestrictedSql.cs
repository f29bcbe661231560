using System.Text.RegularExpressions;
using Npgsql;

namespace CustomerFlow.Data.Access;

/// <summary>
/// The row rules for hand-written SQL. Put the condition into the WHERE clause of every query that a person's scope bounds, and add
/// the parameters with <see cref="AddScope(NpgsqlParameterCollection, AccessScope)"/>.
/// </summary>
public static partial class RestrictedSql
{
    /// <summary>The parameter with the person's key.</summary>
    public const string Person = "@scope_person";

    /// <summary>The parameter with the keys of the person's teams.</summary>
    public const string Teams = "@scope_teams";

    /// <summary>The parameter with the reach: 0 none, 1 own, 2 team, 3 all.</summary>
    public const string Reach = "@scope_reach";

    /// <summary>True for cases that are not hidden from the person: inboxes, timelines, search, exports, reports.</summary>
    /// <param name="caseKeyColumn">The column with the instance key, such as <c>t.instance_key</c>; null in it counts as visible.</param>
    public static string CaseIsVisible(string caseKeyColumn) =>
        $"not exists (select 1 from customerflow.hidden_case h where h.instance_key = {Column(caseKeyColumn)} and h.person_key = {Person})";

    /// <summary>True for customers within the person's reach.</summary>
    /// <param name="ownerColumn">The column with the owner's key, such as <c>c.owner_key</c>.</param>
    public static string CustomerIsInReach(string ownerColumn)
    {
        var owner = Column(ownerColumn);
        return $"""
            ({Reach} = 3 or ({Reach} >= 1 and {owner} = {Person}) or ({Reach} = 2 and ({owner} is null or exists (
              select 1 from customerflow.team_member m where m.person_key = {owner} and m.team_key = any({Teams})))))
            """;
    }

    /// <summary>Adds the parameters that the conditions name.</summary>
    public static void AddScope(this NpgsqlParameterCollection parameters, AccessScope scope)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.AddWithValue(Person[1..], scope.PersonKey);
        parameters.AddWithValue(Teams[1..], scope.TeamKeys.ToArray());
        parameters.AddWithValue(Reach[1..], (int)scope.Reach);
    }

    private static string Column(string name) => ColumnName().IsMatch(name)
        ? name
        : throw new ArgumentException("A column is a name, with an alias before it or not.", nameof(name));

    [GeneratedRegex(@"^[a-z_]+(\.[a-z_]+)?$")]
    private static partial Regex ColumnName();
}
