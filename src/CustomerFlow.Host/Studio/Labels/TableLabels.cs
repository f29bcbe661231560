using System.Xml.Linq;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>The words in a decision table: its name, the heads of its columns and the annotations of its rules.</summary>
internal static class TableLabels
{
    public static IEnumerable<FileLabel> Of(XElement element)
    {
        if (element.Attribute("id")?.Value is not { Length: > 0 } id) yield break;
        switch (element.Name.LocalName)
        {
            // The name of a decision that is no table is a variable of others: it is not translated.
            case "decision" when element.Element(element.Name.Namespace + "decisionTable") is not null:
                yield return Attribute(element, id, "name");
                break;
            case "input" or "output":
                yield return Attribute(element, id, "label");
                break;
            case "rule":
                yield return new FileLabel(id, id, () => Description(element)?.Value, text => Describe(element, text));
                break;
        }
    }

    private static FileLabel Attribute(XElement element, string id, string attribute) =>
        new(id, id, () => element.Attribute(attribute)?.Value, text => element.SetAttributeValue(attribute, text));

    private static XElement? Description(XElement rule) => rule.Element(rule.Name.Namespace + "description");

    private static void Describe(XElement rule, string? text)
    {
        if (Description(rule) is { } description)
        {
            if (text is not null) description.Value = text;
            else description.Remove();
        }
        else if (text is not null)
        {
            rule.AddFirst(new XElement(rule.Name.Namespace + "description", text));
        }
    }
}
