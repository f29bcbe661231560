using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Work for the outside world that this product does itself (a webhook, say), outside every transaction.</summary>
/// <param name="type">The job type.</param>
public abstract class JobHandler(string type)
{
    /// <summary>The job type.</summary>
    public string Type { get; } = type;

    /// <summary>Does the work. It may be done again after a crash: pass the job's key on so that the other side can tell.</summary>
    public abstract Task<JobAnswer> HandleAsync(JobRow job, CancellationToken cancellationToken);
}

/// <summary>What a handler answers: a closed family.</summary>
public abstract record JobAnswer
{
    private JobAnswer()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Completed(FeelContext Result) : JobAnswer;

    /// <summary>A BPMN error, which the process may catch.</summary>
    public sealed record ErrorThrown(string Code, string Message) : JobAnswer;

    /// <summary>Try again later, or give up when no retries are left.</summary>
    public sealed record Failed(string Message, TimeSpan Backoff) : JobAnswer;
}
