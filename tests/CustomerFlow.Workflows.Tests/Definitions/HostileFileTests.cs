using System.Text;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Tests.Definitions;

/// <summary>Files that want to hurt: each is refused with a problem, and none throws or costs more than its size.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void A_document_type_is_refused_before_any_entity_is_read()
    {
        var file = """
            <!DOCTYPE bpmn [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="p" name="&secret;" /></bpmn:definitions>
            """;

        Assert.Equal("file-malformed", RefusedFor(file));
    }

    [Fact]
    public void Entities_that_multiply_are_refused()
    {
        var file = """
            <!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">&c;</bpmn:definitions>
            """;

        Assert.Equal("file-malformed", RefusedFor(file));
    }

    [Fact]
    public void A_hundred_thousand_nested_elements_are_refused_without_a_stack_overflow()
    {
        var opened = string.Concat(Enumerable.Repeat("<bpmn:subProcess>", 100_000));
        var closed = string.Concat(Enumerable.Repeat("</bpmn:subProcess>", 100_000));

        Assert.Equal("file-too-deep", RefusedFor(BpmnText.File(opened + closed)));
    }

    [Fact]
    public void The_deepest_allowed_file_is_read()
    {
        var levels = 97;
        var opened = string.Concat(Enumerable.Range(0, levels).Select(level => $"""<bpmn:subProcess id="level{level}">"""));
        var closed = string.Concat(Enumerable.Repeat("</bpmn:subProcess>", levels));

        var reading = BpmnText.Read(BpmnText.File(opened + closed));

        Assert.Equal(levels, Assert.Single(reading.Processes).Elements.Length);
    }

    [Fact]
    public void A_huge_attribute_is_refused()
    {
        var name = new string('x', 1_000_001);

        Assert.Equal("file-attribute-too-long", RefusedFor(BpmnText.File($"""<bpmn:task id="t" name="{name}" />""")));
    }

    [Fact]
    public void Very_many_attributes_are_refused()
    {
        var attributes = string.Join(' ', Enumerable.Range(0, 201).Select(number => $"a{number}=\"\""));

        Assert.Equal("file-too-many-attributes", RefusedFor(BpmnText.File($"<bpmn:task {attributes} />")));
    }

    [Fact]
    public void Very_many_elements_are_refused()
    {
        var elements = string.Concat(Enumerable.Repeat("<a/>", 100_001));

        Assert.Equal("file-too-many-elements", RefusedFor(BpmnText.File(elements)));
    }

    [Fact]
    public void A_file_beyond_four_mebibytes_is_refused_unread()
    {
        var reading = BpmnReader.Read("large.bpmn", new byte[4 * 1024 * 1024 + 1]);

        Assert.Equal("file-too-large", Assert.Single(reading.Problems).Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not XML at all")]
    [InlineData("<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><bpmn:process id=\"p\">")]
    [InlineData("<bpmn:definitions />")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><definitions />")]
    public void A_broken_file_is_refused(string file)
    {
        Assert.Equal("file-malformed", RefusedFor(file));
    }

    [Fact]
    public void Bytes_that_are_not_in_the_declared_encoding_are_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(BpmnText.Around("""<bpmn:task id="step" name="?" />"""));
        bytes[Array.IndexOf(bytes, (byte)'?', 40)] = 0xFF;

        var reading = BpmnReader.Read("test.bpmn", bytes);

        Assert.Equal("file-malformed", Assert.Single(reading.Problems).Rule);
    }

    [Fact]
    public void A_file_in_utf_16_is_read()
    {
        var text = BpmnText.Around("""<bpmn:task id="step" name="客户" />""").Replace("UTF-8", "UTF-16", StringComparison.Ordinal);

        var reading = BpmnReader.Read("test.bpmn", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray());

        Assert.Equal("客户", Assert.Single(reading.Processes)["step"].Name);
    }

    [Fact]
    public void Another_kind_of_xml_is_refused()
    {
        Assert.Equal("file-not-bpmn", RefusedFor("<html><body>Hello</body></html>"));
    }

    private static string RefusedFor(string file)
    {
        var reading = BpmnText.Read(file);
        Assert.Empty(reading.Processes);
        Assert.Equal(reading.Problems, DefinitionChecks.Check(reading, CheckContext.FileAlone));
        return Assert.Single(reading.Problems).Rule;
    }
}
