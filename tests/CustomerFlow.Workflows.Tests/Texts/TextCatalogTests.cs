using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Tests.Texts;

public sealed class TextCatalogTests
{
    [Fact]
    public void A_text_is_found_in_both_languages()
    {
        var (catalog, problems) = TextCatalog.Read("""{ "investigate": "调查" }""", """{ "investigate": "Investigate" }""");

        Assert.Empty(problems);
        Assert.Equal("调查", catalog.Find("investigate", "zh-CN"));
        Assert.Equal("Investigate", catalog.Find("investigate", "en"));
        Assert.Null(catalog.Find("decide", "en"));
    }

    [Fact]
    public void What_one_language_lacks_is_named_with_its_file()
    {
        var (_, problems) = TextCatalog.Read("""{ "a": "甲", "b": "乙" }""", """{ "b": "B", "c": "C" }""");

        Assert.Equal(["texts.en.json: a", "texts.zh.json: c"], problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("""{ "a": 1 }""", "texts.zh.json: a", "text.no-text")]
    [InlineData("[]", "texts.zh.json", "text.json-invalid")]
    [InlineData("""{ "a": "1", "a": "2" }""", "texts.zh.json", "text.json-invalid")]
    public void A_file_of_another_shape_is_a_problem(string chinese, string path, string code)
    {
        var (_, problems) = TextCatalog.Read(chinese, "{}");

        Assert.Contains(problems, problem => problem.Path == path && problem.Code == code);
    }

    [Fact]
    public void Missing_names_each_needed_key_once()
    {
        var (catalog, _) = TextCatalog.Read("""{ "a": "甲" }""", """{ "a": "A" }""");

        Assert.Equal(["texts: b"], catalog.Missing(["b", "a", "b"]).Select(problem => problem.Path));
    }
}
