using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Compares the item definitions behind data and messages.</summary>
internal static class DataItems
{
    /// <summary>The item definition of a data element, data object reference, message, signal, error or escalation.</summary>
    public static XElement? ItemOf(CheckRun run, XElement? holder) => holder?.Kind() switch
    {
        null => null,
        "dataObjectReference" => ItemOf(run, run.Model.Refer(holder, "dataObjectRef")) ?? run.Model.Refer(holder, "itemSubjectRef"),
        "dataStoreReference" => ItemOf(run, run.Model.Refer(holder, "dataStoreRef")) ?? run.Model.Refer(holder, "itemSubjectRef"),
        "message" => run.Model.Refer(holder, "itemRef"),
        "signal" or "error" or "escalation" => run.Model.Refer(holder, "structureRef"),
        _ => run.Model.Refer(holder, "itemSubjectRef"),
    };

    /// <summary>The same definition, or two that describe the same structure.</summary>
    public static bool AreEqual(XElement one, XElement other) =>
        one == other || (one.Text("structureRef") is { } structure && structure == other.Text("structureRef"));

    /// <summary>False only when both types are known and differ.</summary>
    public static bool MayBeEqual(CheckRun run, XElement one, XElement other) =>
        ItemOf(run, one) is not { } first || ItemOf(run, other) is not { } second || AreEqual(first, second);
}
