namespace CustomerFlow.Host.Jobs;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "The scheduled job {Job} failed; its next occurrence is not affected.")]
    public static partial void JobFailed(ILogger logger, string job, Exception exception);
}
