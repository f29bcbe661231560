using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Workflows;

/// <summary>What the engine's loops say: event ids 2000 to 2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "A batch of {Instances} instances failed; they are done one by one")]
    public static partial void BatchFailed(ILogger logger, int instances, Exception exception);

    [LoggerMessage(2001, LogLevel.Error, "A turn of instance {InstanceKey} failed")]
    public static partial void TurnFailed(ILogger logger, long instanceKey, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "The step {ElementId} of instance {InstanceKey} threw and is left to the job loop")]
    public static partial void StepPutOff(ILogger logger, long instanceKey, string elementId, Exception exception);

    [LoggerMessage(2003, LogLevel.Error, "The loop {Loop} failed and goes on")]
    public static partial void LoopFailed(ILogger logger, string loop, Exception exception);

    [LoggerMessage(2004, LogLevel.Error, "The handler of job {JobKey} ({Type}) failed")]
    public static partial void HandlerFailed(ILogger logger, long jobKey, string type, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "The connection that wakes other nodes was lost; they look for themselves every second")]
    public static partial void WakeLost(ILogger logger, Exception exception);

    [LoggerMessage(2006, LogLevel.Error, "The start event {ElementId} of {ProcessId} failed and is tried again later")]
    public static partial void StartFailed(ILogger logger, string processId, string elementId, Exception exception);
}
