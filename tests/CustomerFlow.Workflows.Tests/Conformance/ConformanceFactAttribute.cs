namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>A test that needs a folder of the conformance material, and says plainly that it was skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute(string part)
    {
        Part = part;
        if (ConformanceMaterial.Folder(part) is null)
        {
            Skip = $"Skipped: the conformance material has no folder {part} here; CUSTOMERFLOW_CONFORMANCE names where it lies.";
        }
    }

    public string Part { get; }
}
