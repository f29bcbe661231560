using System.Text;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Shared;
using CustomerFlow.Host.Studio;
using CustomerFlow.Host.Studio.Labels;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>What an editor shows, and where it goes what an owner types there. Both packs of the product are files in the test.</summary>
public sealed class OwnersNamesTests
{
    private const string Chinese = "texts.zh.json";
    private const string English = "texts.en.json";
    private static readonly Dictionary<string, string> SameIds = [];

    public static TheoryData<string, string> EditedFiles()
    {
        var data = new TheoryData<string, string>();
        foreach (var pack in (string[])["complaint", "survey", "improvement"])
        {
            foreach (var file in Pack(pack).Where(file => LabelledFile.Open(file.Name, file.TextOf()) is not null)) data.Add(pack, file.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EditedFiles))]
    public void Opening_and_saving_changes_no_file_in_either_language(string pack, string file)
    {
        var files = Pack(pack);

        foreach (var language in (Language[])[Language.Zh, Language.En])
        {
            var shown = OwnersNames.Show(files, file, language);
            // An editor that was touched lays the file out anew; its names must come back all the same.
            var laidOut = shown.Contains("bpmn:definitions", StringComparison.Ordinal) ? shown.Replace("\n", "\n  ", StringComparison.Ordinal) : shown + " ";

            Assert.Empty(OwnersNames.Take(files, file, shown, language, SameIds));
            Assert.Empty(OwnersNames.Take(files, file, laidOut, language, SameIds));
        }
    }

    [Theory]
    [InlineData("complaint", "complaint.bpmn", "调查", "Enough known?")]
    [InlineData("complaint", "triage.dmn", "类别", "\"Category\"")]
    [InlineData("complaint", "triage.dmn", "高价值客户", "Safety, media and regulator")]
    [InlineData("complaint", "investigate.form", "先向客户了解情况", "Ask the customer first")]
    public void A_Chinese_owner_sees_the_Chinese_words(string pack, string file, string expected, string unexpected)
    {
        var shown = OwnersNames.Show(Pack(pack), file, Language.Zh);

        Assert.Contains(expected, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(unexpected, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_typed_in_Chinese_changes_the_Chinese_texts_only()
    {
        var changes = Take(Language.Zh, flow => flow.Replace("name=\"审核\"", "name=\"核实\"", StringComparison.Ordinal));

        Assert.Equal([Chinese], changes.Keys.Where(file => Changed(changes, file)));
        Assert.Contains("\"review\": \"核实\"", changes[Chinese], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_typed_in_English_is_written_into_the_flow_too()
    {
        var changes = Take(Language.En, flow => flow.Replace("name=\"Review\"", "name=\"Verify\"", StringComparison.Ordinal));

        Assert.Contains("\"review\": \"Verify\"", changes[English], StringComparison.Ordinal);
        Assert.Contains("name=\"Verify\"", changes[StudioPack.Flow], StringComparison.Ordinal);
        Assert.False(Changed(changes, Chinese));
    }

    [Fact]
    public void A_new_step_has_its_name_in_the_flow_and_in_the_texts_of_its_owners_language()
    {
        var changes = Take(Language.Zh, flow => flow.Replace(
            "<bpmn:endEvent", "<bpmn:task id=\"Activity_1\" name=\"归档\" /><bpmn:endEvent", StringComparison.Ordinal));

        Assert.Contains("id=\"Activity_1\" name=\"归档\"", changes[StudioPack.Flow], StringComparison.Ordinal);
        Assert.Contains("id=\"review\" name=\"Review\"", changes[StudioPack.Flow], StringComparison.Ordinal);
        Assert.Contains("\"Activity_1\": \"归档\"", changes[Chinese], StringComparison.Ordinal);
        Assert.DoesNotContain("Activity_1", changes[English], StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_of_a_step_go_with_it_and_those_that_a_table_shares_stay()
    {
        var files = With(Files(), Chinese, """{"limits":"额度","review":"审核","customer.now.review":"审核中"}""");
        var flow = WithoutElement(WithoutElement(OwnersNames.Show(files, StudioPack.Flow, Language.Zh), "userTask"), "businessRuleTask");

        var changes = OwnersNames.Take(files, StudioPack.Flow, flow, Language.Zh, SameIds);

        Assert.DoesNotContain("review", changes[Chinese], StringComparison.Ordinal);
        Assert.Contains("额度", changes[Chinese], StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_of_a_step_move_with_its_id()
    {
        var files = With(Files(), Chinese, """{"review":"审核","customer.now.review":"审核中"}""");
        var flow = OwnersNames.Show(files, StudioPack.Flow, Language.Zh).Replace("\"review\"", "\"verify\"", StringComparison.Ordinal);

        var changes = OwnersNames.Take(
            files, StudioPack.Flow, flow, Language.Zh, new Dictionary<string, string>(StringComparer.Ordinal) { ["verify"] = "review" });

        Assert.Contains("\"verify\": \"审核\"", changes[Chinese], StringComparison.Ordinal);
        Assert.Contains("\"customer.now.verify\": \"审核中\"", changes[Chinese], StringComparison.Ordinal);
        Assert.Contains("\"verify\": \"Review\"", changes[English], StringComparison.Ordinal);
        Assert.DoesNotContain("\"review\"", changes[Chinese], StringComparison.Ordinal);
        Assert.Contains("id=\"verify\" name=\"Review\"", changes[StudioPack.Flow], StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_of_a_field_move_with_its_variable()
    {
        var form = OwnersNames.Show(Files(), StudioPack.Form, Language.Zh)
            .Replace("\"key\": \"note\"", "\"key\": \"remark\"", StringComparison.Ordinal);

        var changes = OwnersNames.Take(Files(), StudioPack.Form, form, Language.Zh, SameIds);

        Assert.Contains("\"review.remark.label\": \"备注\"", changes[Chinese], StringComparison.Ordinal);
        Assert.Contains("\"review.remark.label\": \"Note\"", changes[English], StringComparison.Ordinal);
        Assert.DoesNotContain("review.note.label", changes[Chinese], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_without_texts_is_saved_as_the_editor_left_it()
    {
        var files = Files().Where(file => PackFile.KindOf(file.Name) != PackFileKind.Texts).ToList();
        var flow = StudioPack.FlowXml.Replace("name=\"Review\"", "name=\"核实\"", StringComparison.Ordinal);

        Assert.Equal(StudioPack.FlowXml, OwnersNames.Show(files, StudioPack.Flow, Language.Zh));
        var changes = OwnersNames.Take(files, StudioPack.Flow, flow, Language.Zh, SameIds);

        Assert.Equal((StudioPack.Flow, flow), (Assert.Single(changes).Key, changes[StudioPack.Flow]));
    }

    private static Dictionary<string, string> Take(Language language, Func<string, string> edit) =>
        OwnersNames.Take(Files(), StudioPack.Flow, edit(OwnersNames.Show(Files(), StudioPack.Flow, language)), language, SameIds);

    private static bool Changed(Dictionary<string, string> changes, string file) =>
        changes.TryGetValue(file, out var text) && Squeezed(text) != Squeezed(Files().TextOf(file));

    // The small pack writes its texts without spaces; a save lays them out one to a line, in the order of their keys.
    private static string Squeezed(string text) => string.Concat(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).Order());

    private static IReadOnlyList<ResourceFile> Files() => StudioPack.Files();

    private static IReadOnlyList<ResourceFile> With(IReadOnlyList<ResourceFile> files, string name, string text) =>
        [.. files.Select(file => file.Name == name ? StudioPack.File(name, text) : file)];

    private static string WithoutElement(string flow, string kind)
    {
        var begin = flow.IndexOf($"<bpmn:{kind}", StringComparison.Ordinal);
        var end = flow.IndexOf($"</bpmn:{kind}>", StringComparison.Ordinal) + $"</bpmn:{kind}>".Length;
        return flow[..begin] + flow[end..];
    }

    private static List<ResourceFile> Pack(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "workflows", name);
        return [.. Directory.GetFiles(folder).Select(path => StudioPack.File(Path.GetFileName(path), File.ReadAllText(path, Encoding.UTF8)))];
    }
}
