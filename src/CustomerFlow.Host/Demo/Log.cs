namespace CustomerFlow.Host.Demo;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "Moving the demo clock failed; it stays where it is and can be moved again.")]
    public static partial void ClockMoveFailed(ILogger logger, Exception exception);

    [LoggerMessage(6002, LogLevel.Error, "The demo's past could not be told to its end; the demo goes on without the rest.")]
    public static partial void DemoHistoryFailed(ILogger logger, Exception exception);
}
