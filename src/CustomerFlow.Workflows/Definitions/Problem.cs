namespace CustomerFlow.Workflows.Definitions;

/// <summary>Something wrong in a resource, in words that its owner understands.</summary>
/// <param name="Severity">Refused at deployment, or only worth knowing.</param>
/// <param name="Resource">File name, or empty when there is only one.</param>
/// <param name="ElementId">The element, component, rule or cell; null for the file as a whole.</param>
/// <param name="Rule">Stable short name of the rule, such as <c>flow-without-target</c>.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed record Problem(ProblemSeverity Severity, string Resource, string? ElementId, string Rule, string Zh, string En);

/// <summary>How serious a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The resource is refused.</summary>
    Error,

    /// <summary>It would run, but probably not as meant.</summary>
    Warning,
}
