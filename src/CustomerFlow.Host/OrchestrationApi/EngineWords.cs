using System.Collections.Immutable;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Workflows.Execution;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>What the interface calls the numbers of the engine's columns.</summary>
internal static class EngineWords
{
    /// <summary>A job that failed and will be tried again; a number of its own, which no column holds.</summary>
    public const int JobToBeTriedAgain = 100;

    public static readonly ImmutableArray<(int Number, string Word)> InstanceStates =
    [
        ((int)InstanceStatus.New, "ACTIVE"), ((int)InstanceStatus.Active, "ACTIVE"), ((int)InstanceStatus.Completed, "COMPLETED"),
        ((int)InstanceStatus.Canceled, "TERMINATED"), ((int)InstanceStatus.Failed, "TERMINATED"),
    ];

    public static readonly ImmutableArray<(int Number, string Word)> ElementStates =
    [
        ((int)ElementEventKind.Activated, "ACTIVE"), ((int)ElementEventKind.Completed, "COMPLETED"),
        ((int)ElementEventKind.Terminated, "TERMINATED"),
    ];

    public static readonly ImmutableArray<(int Number, string Word)> TaskStates =
    [
        ((int)UserTaskState.Open, "CREATED"), ((int)UserTaskState.Completed, "COMPLETED"), ((int)UserTaskState.Canceled, "CANCELED"),
    ];

    public static readonly ImmutableArray<(int Number, string Word)> JobStates =
    [
        ((int)JobState.Open, "CREATED"), ((int)JobState.Completed, "COMPLETED"), ((int)JobState.Canceled, "CANCELED"),
        ((int)JobState.ErrorThrown, "ERROR_THROWN"), ((int)JobState.Failed, "FAILED"), (JobToBeTriedAgain, "FAILED"),
    ];

    public static readonly ImmutableArray<(int Number, string Word)> JobKinds =
    [
        ((int)JobKind.Task, "BPMN_ELEMENT"), ((int)JobKind.ExecutionListener, "EXECUTION_LISTENER"),
        ((int)JobKind.TaskListener, "TASK_LISTENER"),
    ];

    public static readonly ImmutableArray<(int Number, string Word)> IncidentKinds =
    [
        ((int)IncidentKind.ExtractValueError, "EXTRACT_VALUE_ERROR"), ((int)IncidentKind.ConditionError, "CONDITION_ERROR"),
        ((int)IncidentKind.IoMappingError, "IO_MAPPING_ERROR"), ((int)IncidentKind.JobNoRetries, "JOB_NO_RETRIES"),
        ((int)IncidentKind.ExecutionListenerNoRetries, "EXECUTION_LISTENER_NO_RETRIES"),
        ((int)IncidentKind.UnhandledErrorEvent, "UNHANDLED_ERROR_EVENT"), ((int)IncidentKind.CalledElementError, "CALLED_ELEMENT_ERROR"),
        ((int)IncidentKind.CalledDecisionError, "CALLED_DECISION_ERROR"),
        ((int)IncidentKind.DecisionEvaluationError, "DECISION_EVALUATION_ERROR"), ((int)IncidentKind.FormNotFound, "FORM_NOT_FOUND"),
        ((int)IncidentKind.StepLimit, "UNKNOWN"), ((int)IncidentKind.Unknown, "UNKNOWN"),
    ];

    public static string OfJob(JobState state) => JobStates.First(word => word.Number == (int)state).Word;

    public static string OfJob(JobKind kind) => JobKinds.First(word => word.Number == (int)kind).Word;
}
