using CustomerFlow.Data.Access;
using CustomerFlow.Host.Access;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>
/// The row rules of the engine's tables, the same as those of the pages. <c>i</c> is the row of the instance, <c>t</c> of the task.
/// </summary>
internal static class EngineScopeSql
{
    private const string Username = "@scope_username";
    private const string Groups = "@scope_groups";

    /// <summary>Not hidden from the person, also where a process was called by a hidden case.</summary>
    public static readonly string IsNotHidden = $"{RestrictedSql.CaseIsVisible("i.key")} and {RestrictedSql.CaseIsVisible("i.root_key")}";

    /// <summary>The instance belongs to a case within reach, or has a task for the person.</summary>
    public static readonly string InstanceIsVisible =
        $"""
        {IsNotHidden} and ({RestrictedSql.Reach} = 3 or ({RestrictedSql.Reach} >= 1 and (exists (
            select from customerflow."case" c left join customerflow.customer k on k.key = c.customer_key
            where c.instance_key in (i.key, i.root_key) and (c.owner = {Username} or ({RestrictedSql.Reach} = 2 and c.team = any({Groups}))
                or (k.key is not null and {RestrictedSql.CustomerIsInReach("k.owner_key")})))
          or exists (
            select from customerflow.user_task w where w.instance_key in (i.key, i.root_key) and (w.assignee = {Username}
                or ({RestrictedSql.Reach} = 2 and w.candidate_groups && {Groups}))))))
        """;

    /// <summary>The person has the task, may take it, or works with the one who has it.</summary>
    public static readonly string TaskIsVisible =
        $"""
        {IsNotHidden} and ({RestrictedSql.Reach} = 3 or ({RestrictedSql.Reach} >= 1 and (t.assignee = {Username}
          or (({RestrictedSql.Reach} = 2 or t.assignee is null) and ({Username} = any(t.candidate_users) or t.candidate_groups && {Groups}))
          or ({RestrictedSql.Reach} = 2 and exists (
            select from customerflow.team_member m join customerflow.person p on p.key = m.person_key
            where m.team_key = any({RestrictedSql.Teams}) and p.user_name = t.assignee)))))
        """;

    /// <summary>Adds all parameters that the conditions name.</summary>
    public static void AddEngineScope(this NpgsqlParameterCollection parameters, CurrentPerson me)
    {
        parameters.AddScope(me.Scope);
        parameters.AddWithValue(Username[1..], me.Username);
        parameters.AddWithValue(Groups[1..], me.Teams);
    }
}
