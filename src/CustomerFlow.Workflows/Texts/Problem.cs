namespace CustomerFlow.Workflows.Texts;

/// <summary>What is wrong with a file that a process owner wrote: where, which rule, and a plain sentence.</summary>
/// <param name="Path">Place in the file: a JSON path such as <c>$.week.monday[0]</c>, a component id, or <c>line 4</c>.</param>
/// <param name="Code">Stable name of the rule, for example <c>calendar.period-invalid</c>.</param>
/// <param name="Sentence">What is wrong and what to do about it.</param>
public sealed record Problem(string Path, string Code, BothLanguages Sentence);
