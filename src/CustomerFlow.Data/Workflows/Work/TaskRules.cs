using System.Text.Json;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>
/// What the headers of a user task say about people: who may never do it, and who is to be remembered for having done it.
/// </summary>
internal static class TaskRules
{
    /// <summary>Names a variable that holds the username, or a list of those, of whoever may not take or complete the task.</summary>
    public const string NotBy = "notBy";

    /// <summary>Names a variable that receives the username of who completed the task.</summary>
    public const string CompletedBy = "completedBy";

    /// <summary>SQL: true when a person may not have the task, by its header or because the case is hidden from the person.</summary>
    /// <param name="task">Alias of a <c>user_task</c> row.</param>
    /// <param name="username">An expression of type text.</param>
    public static string IsBarred(string task, string username) =>
        $"""
        exists (select from customerflow.hidden_case h join customerflow.person p on p.key = h.person_key
            where h.instance_key = {task}.instance_key and p.user_name = {username})
        or exists (select from customerflow.instance i
            where i.key = {task}.instance_key and i.variables -> ({task}.headers ->> '{NotBy}') @> to_jsonb({username}::text))
        """;

    /// <summary>The same header rule on the locked state, which knows inner scopes too.</summary>
    public static bool IsExcluded(UserTaskRow task, InstanceState state, string? username) =>
        username is not null && Header(task, NotBy) is { } variable
        && state.VisibleVariables(task.ElementInstanceKey)?.Get(variable) switch
        {
            FeelText other => other.Value == username,
            FeelList others => others.Items.Any(other => other is FeelText text && text.Value == username),
            _ => false,
        };

    /// <summary>What the form says, and who says it where the header asks for it. A form cannot claim somebody else's name.</summary>
    public static FeelContext Signed(UserTaskRow task, FeelContext variables, string? username) =>
        Header(task, CompletedBy) is { } variable ? variables.Without(variable).With(variable, FeelValue.Of(username)) : variables;

    private static string? Header(UserTaskRow task, string name)
    {
        if (task.Headers is null) return null;
        using var headers = JsonDocument.Parse(task.Headers);
        return headers.RootElement.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
