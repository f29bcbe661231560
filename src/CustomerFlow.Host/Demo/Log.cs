namespace CustomerFlow.Host.Demo;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "Moving the demo clock failed; it stays where it is and can be moved again.")]
    public static partial void ClockMoveFailed(ILogger logger, Exception exception);
}
