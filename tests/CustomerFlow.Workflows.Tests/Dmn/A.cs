using System.Text;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Dmn;

/// <summary>Builds decision models for tests.</summary>
internal static class A
{
    public static FeelEnvironment Environment { get; } = FeelEnvironment.At(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero));

    public static byte[] Xml(string content, string ns = "test") => Encoding.UTF8.GetBytes(
        $"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="Model" namespace="{ns}">{content}</definitions>""");

    public static DecisionModel Model(string content)
    {
        var reading = DmnReader.Read(Xml(content));
        Assert.Empty(reading.Problems);
        return reading.Model!;
    }

    public static FeelContext Variables(string json) => FeelJson.ParseObject(json);
}
