namespace CustomerFlow.Host.Start;

/// <summary>The host must not run as it is configured; the message is one sentence for the operator that says what to do.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
