namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>What a release is called that was deployed without a name.</summary>
public static class ReleaseNames
{
    /// <summary>Id of the first process, else of the first decision, else of the first form; null when nothing is defined.</summary>
    public static string? Of(IReadOnlyList<ResourceFile> files)
    {
        var parsed = ReleaseParsing.Parse(files);
        return parsed.Bpmn.SelectMany(reading => reading.Processes).Select(process => process.Id).FirstOrDefault()
            ?? parsed.Decisions.SelectMany(decision => decision.Model.Decisions).Select(decision => decision.Id).FirstOrDefault()
            ?? parsed.Forms.Select(form => form.FormId).FirstOrDefault();
    }
}
