using System.Text.Json;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>Variables from and to JSON. How large they may be is checked where they are taken in.</summary>
internal static class EngineVariables
{
    /// <summary>The values; nothing given is no variable. Null when it is no object.</summary>
    public static FeelContext? Read(JsonElement? given)
    {
        if (given is not { } json || json.ValueKind == JsonValueKind.Null) return FeelContext.Empty;
        try
        {
            return FeelJson.Read(json) as FeelContext;
        }
        catch (JsonException)
        {
            // A number beyond the range of the engine.
            return null;
        }
    }

    public static JsonElement Write(FeelContext variables, IReadOnlyCollection<string>? only) => Write(FeelJson.ToText(variables), only);

    /// <summary>An object with the variables of these names; all when none is named.</summary>
    public static JsonElement Write(string json, IReadOnlyCollection<string>? only)
    {
        var all = JsonSerializer.Deserialize<JsonElement>(json);
        if (only is null or { Count: 0 }) return all;
        var named = all.EnumerateObject().Where(variable => only.Contains(variable.Name));
        return JsonSerializer.SerializeToElement(named.ToDictionary(variable => variable.Name, variable => variable.Value));
    }
}
