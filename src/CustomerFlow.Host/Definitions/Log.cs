namespace CustomerFlow.Host.Definitions;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "The workflow {Pack} that comes with the program is published as release {ReleaseKey}.")]
    public static partial void PackPublished(this ILogger logger, string pack, long releaseKey);

    [LoggerMessage(3001, LogLevel.Information, "The workflow {Pack} has an owner's version; the program's newer files wait as a draft.")]
    public static partial void PackOffered(this ILogger logger, string pack);

    [LoggerMessage(3002, LogLevel.Error, "The workflow {Pack} is not published: {File} {Element} {Rule}: {Sentence}")]
    public static partial void PackRefused(this ILogger logger, string pack, string file, string? element, string rule, string sentence);
}
