using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Compares two flows step by step and path by path.</summary>
internal static class FlowDifferences
{
    public static IReadOnlyList<Difference> Between(
        ResourceFile before, ResourceFile after, PackNames names, PackNames former)
    {
        var old = Elements(before);
        var now = Elements(after);
        var file = after.Name;
        var differences = new List<Difference>();
        foreach (var element in now.Values.Where(element => !old.ContainsKey(element.Id)))
            differences.Add(new Difference(DifferenceKind.Added, file, names.Of(element.Id, element.Name), ElementId: element.Id));
        foreach (var element in old.Values.Where(element => !now.ContainsKey(element.Id)))
            differences.Add(new Difference(DifferenceKind.Removed, file, former.Of(element.Id)));
        foreach (var element in now.Values.Where(element => old.ContainsKey(element.Id)))
        {
            differences.AddRange(AspectDifferences.Between(
                file, names.Of(element.Id, element.Name), element.Id, StepAspects.Of(old[element.Id]), StepAspects.Of(element)));
        }

        differences.AddRange(Paths(file, old, now, names, former));
        return differences;
    }

    private static Dictionary<string, Element> Elements(ResourceFile file) =>
        BpmnReader.Read(file.Name, file.Content).Processes.SelectMany(process => process.Elements)
            .ToDictionary(element => element.Id, StringComparer.Ordinal);

    private static IEnumerable<Difference> Paths(
        string file, Dictionary<string, Element> old, Dictionary<string, Element> now, PackNames names, PackNames former)
    {
        // A step that has another name now is the same step: the path to it did not change.
        string NameOf(string id) => now.ContainsKey(id) ? names.Of(id) : former.Of(id);
        var before = Flows(old);
        var after = Flows(now);
        foreach (var flow in after.Values)
        {
            var subject = Subject(flow, names);
            if (!before.TryGetValue(flow.Id, out var was))
            {
                // A path to or from a new step goes without saying.
                if (old.ContainsKey(flow.SourceId) && old.ContainsKey(flow.TargetId))
                    yield return new Difference(DifferenceKind.Added, file, subject, ElementId: flow.Id);
                continue;
            }

            foreach (var difference in AspectDifferences.Between(file, subject, flow.Id, Aspects(was, NameOf), Aspects(flow, NameOf)))
                yield return difference;
        }

        foreach (var gone in before.Values.Where(flow => !after.ContainsKey(flow.Id)))
        {
            if (now.ContainsKey(gone.SourceId) && now.ContainsKey(gone.TargetId))
                yield return new Difference(DifferenceKind.Removed, file, Subject(gone, names));
        }
    }

    private static Dictionary<string, SequenceFlow> Flows(Dictionary<string, Element> elements) =>
        elements.Values.SelectMany(element => element.Outgoing).ToDictionary(flow => flow.Id, StringComparer.Ordinal);

    private static string Subject(SequenceFlow flow, PackNames names) =>
        DifferenceTexts.Path.With(names.Of(flow.SourceId), names.Of(flow.TargetId));

    private static Dictionary<string, string> Aspects(SequenceFlow flow, Func<string, string> nameOf)
    {
        var aspects = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DifferenceTexts.ComesFrom] = nameOf(flow.SourceId),
            [DifferenceTexts.LeadsTo] = nameOf(flow.TargetId),
        };
        if (flow.Condition is { } condition) aspects[DifferenceTexts.Condition] = condition.Text;
        if (!string.IsNullOrWhiteSpace(flow.Name)) aspects[DifferenceTexts.Name] = flow.Name;
        return aspects;
    }
}
