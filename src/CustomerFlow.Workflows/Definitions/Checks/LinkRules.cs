using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Link events: jumps within one scope (BPMN 2.0 §10.5.5).</summary>
internal static class LinkRules
{
    public static void Links_have_a_name(CheckRun run)
    {
        foreach (var link in run.Model.All("linkEventDefinition").Where(link => link.Text("name") is null))
        {
            run.Error(link, "link-without-name",
                $"链接事件“{CheckRun.Label(link.Parent)}”没有链接名称。",
                $"The link event “{CheckRun.Label(link.Parent)}” has no link name.");
        }
    }

    public static void Throwing_links_have_a_target_in_their_scope(CheckRun run)
    {
        var targets = Links(run, "intermediateCatchEvent").ToArray();
        foreach (var (node, definition) in Links(run, "intermediateThrowEvent"))
        {
            var scope = BpmnModel.ScopeOf(node);
            var name = definition.Text("name");
            var count = targets.Count(target => BpmnModel.ScopeOf(target.Node) == scope && target.Definition.Text("name") == name);
            if (count == 0)
            {
                run.Error(node, "link-without-target",
                    $"链接“{definition.Text("name")}”在同一层中没有对应的捕获事件，跳转没有目标。",
                    $"The link “{definition.Text("name")}” has no catching event in the same scope, so the jump leads nowhere.");
            }
            else if (count > 1)
            {
                run.Error(node, "link-target-ambiguous",
                    $"链接“{definition.Text("name")}”在同一层中有 {count} 个捕获事件；只能有一个目标。",
                    $"The link “{definition.Text("name")}” has {count} catching events in the same scope; there can be only one target.");
            }
        }
    }

    public static void Catching_links_have_a_source_in_their_scope(CheckRun run)
    {
        var sources = Links(run, "intermediateThrowEvent").ToArray();
        foreach (var (node, definition) in Links(run, "intermediateCatchEvent"))
        {
            var scope = BpmnModel.ScopeOf(node);
            var name = definition.Text("name");
            if (!sources.Any(source => BpmnModel.ScopeOf(source.Node) == scope && source.Definition.Text("name") == name))
            {
                run.Error(node, "link-without-source",
                    $"链接“{definition.Text("name")}”在同一层中没有对应的抛出事件，永远不会被触发。",
                    $"The link “{definition.Text("name")}” has no throwing event in the same scope, so it is never reached.");
            }
        }
    }

    private static IEnumerable<(XElement Node, XElement Definition)> Links(CheckRun run, string kind) =>
        from node in run.Model.All(kind)
        from definition in run.Model.EventDefinitions(node)
        where definition.Is("linkEventDefinition")
        select (node, definition);
}
