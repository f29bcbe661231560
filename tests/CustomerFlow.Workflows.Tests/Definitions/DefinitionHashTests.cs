using System.Text;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Tests.Definitions;

public sealed class DefinitionHashTests
{
    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        var one = Hash(("a.bpmn", "1"), ("b.dmn", "2"));
        var other = Hash(("b.dmn", "2"), ("a.bpmn", "1"));

        Assert.Equal(one, other);
        Assert.Matches("^[0-9a-f]{64}$", one);
    }

    [Theory]
    [InlineData("a.bpmn", "2")]
    [InlineData("A.bpmn", "1")]
    [InlineData("a.bpm", "n1")]
    public void Another_name_or_content_has_another_hash(string name, string content)
    {
        Assert.NotEqual(Hash(("a.bpmn", "1")), Hash((name, content)));
    }

    private static string Hash(params (string Name, string Text)[] files) =>
        DefinitionHash.Of(files.Select(file => (file.Name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text))));
}
