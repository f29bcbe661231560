using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Workflows.Texts;

/// <summary>Reads and evaluates the FEEL inside texts and forms.</summary>
internal static class TextExpression
{
    /// <summary>Reads an expression; what is wrong with it becomes a problem at the path.</summary>
    public static FeelExpression? Parse(string source, string path, FeelParseOptions? options, ICollection<Problem> problems)
    {
        switch (FeelExpression.Parse(source, options))
        {
            case FeelParse.Parsed parsed:
                return parsed.Expression;
            case FeelParse.Refused refused:
                var position = refused.Problem.Position + 1;
                problems.Add(new(path, refused.Problem.Code, new(
                    $"表达式“{source}”在第 {position} 个字符处有错误。",
                    $"The expression \"{source}\" is wrong at character {position}: {refused.Problem.Message}")));
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Answers the zone in which people read times.</summary>
    public static DateTimeZone ZoneOf(FeelEnvironment environment) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(environment.TimeZoneId) ?? DateTimeZone.Utc;
}
