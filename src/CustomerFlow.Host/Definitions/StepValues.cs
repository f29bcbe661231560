using System.Globalization;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Definitions;

/// <summary>Reads what a process owner filled in and what the process knows, as inline steps need it.</summary>
internal static class StepValues
{
    /// <summary>A custom header; null when it is missing or empty.</summary>
    public static string? Header(this StepInput input, string name) =>
        input.Headers.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The parts of a header that is a comma-separated list.</summary>
    public static string[] HeaderList(this StepInput input, string name) =>
        input.Header(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static string? Text(this FeelContext variables, string name) =>
        variables.Get(name) is FeelText { Value.Length: > 0 } text ? text.Value : null;

    public static bool Flag(this FeelContext variables, string name) => variables.Get(name) is FeelBoolean { Value: true };

    public static decimal? Number(this FeelContext variables, string name) =>
        variables.Get(name) is FeelNumberValue number
        && decimal.TryParse(number.Value.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>A key: a whole number, or its digits as text, since JSON from outside may hold either.</summary>
    public static long? Key(this FeelContext variables, string name) => variables.Get(name) switch
    {
        FeelNumberValue number when long.TryParse(number.Value.ToString(), CultureInfo.InvariantCulture, out var key) => key,
        FeelText text when long.TryParse(text.Value, CultureInfo.InvariantCulture, out var key) => key,
        _ => null,
    };
}
