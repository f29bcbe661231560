namespace CustomerFlow.Workflows.Definitions;

/// <summary>How large a BPMN file may be: far above any drawn model, far below what could hurt.</summary>
internal static class BpmnLimits
{
    public const int FileBytesMax = 4 * 1024 * 1024;
    public const int DepthMax = 100;
    public const int ElementsMax = 100_000;

    // Element templates put their icon, a picture in base64, into one attribute.
    public const int AttributeCharactersMax = 1_000_000;

    public const int AttributesPerElementMax = 200;
}
