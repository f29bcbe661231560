using System.Text;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>What variables from outside must keep, checked at the border so that a turn never fails on them.</summary>
public static class VariableRules
{
    /// <summary>Why these variables are refused, or null.</summary>
    public static string? Problem(FeelContext variables, Limits limits)
    {
        var total = 0;
        foreach (var (name, value) in variables.Entries)
        {
            var json = FeelJson.ToText(value);
            if (json.Contains("\\u0000", StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
                return $"The variable \"{name.Replace("\0", "", StringComparison.Ordinal)}\" contains a NUL character.";
            var bytes = Encoding.UTF8.GetByteCount(json);
            if (bytes > limits.VariableBytesMax) return $"The variable \"{name}\" is larger than {limits.VariableBytesMax / 1024} KB.";
            total += bytes;
        }

        return total > limits.InstanceBytesMax ? $"The variables together are larger than {limits.InstanceBytesMax / 1024} KB." : null;
    }
}
