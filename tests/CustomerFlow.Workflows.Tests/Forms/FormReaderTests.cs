using CustomerFlow.Workflows.Forms;
using static CustomerFlow.Workflows.Tests.Forms.SampleForm;

namespace CustomerFlow.Workflows.Tests.Forms;

public sealed class FormReaderTests
{
    [Theory]
    [InlineData("""{ "type": "filepicker", "id": "f", "key": "a" }""", "f", "form.component-unsupported")]
    [InlineData("""{ "type": "html", "id": "f", "content": "<b>x</b>" }""", "f", "form.component-unsupported")]
    [InlineData("""{ "type": "dynamiclist", "id": "f", "path": "rows", "components": [] }""", "f", "form.component-unsupported")]
    [InlineData("""{ "id": "f" }""", "f", "form.component-unsupported")]
    [InlineData("""{ "type": "textfield", "id": "f" }""", "f", "form.key-missing")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a b" }""", "f", "form.key-invalid")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a..b" }""", "f", "form.key-invalid")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a", "validate": { "pattern": "(?=x)" } }""", "f", "form.pattern-invalid")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a", "validate": { "pattern": "(" } }""", "f", "form.pattern-invalid")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a", "conditional": { "hide": "=1 +" } }""", "f", "feel.unfinished")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "a", "label": "{{ 1 + }}" }""", "f line 1", "feel.unfinished")]
    [InlineData("""{ "type": "select", "id": "f", "key": "a" }""", "f", "form.options-missing")]
    [InlineData("""{ "type": "expression", "id": "f", "key": "a" }""", "f", "form.expression-missing")]
    [InlineData("""{ "type": "table", "id": "f", "dataSource": "=rows", "columnsExpression": "=c" }""", "f", "form.table-columns")]
    [InlineData("""{ "type": "text", "id": "f", "text": "{{#if a}}b{{/if}}" }""", "f", "form.template-block")]
    [InlineData("""{ "type": "textfield", "id": "e", "key": "x" }, { "type": "number", "id": "f", "key": "x" }""", "f", "form.key-twice")]
    [InlineData("""{ "type": "textfield", "id": "e", "key": "x" }, { "type": "number", "id": "f", "key": "x.y" }""", "f", "form.key-twice")]
    [InlineData("""{ "type": "textfield", "id": "f", "key": "x" }, { "type": "number", "id": "f", "key": "y" }""", "f", "form.id-twice")]
    public void A_mistake_is_named_with_its_component(string components, string path, string code)
    {
        var reading = FormReader.Read(Json(components));

        Assert.Null(reading.Form);
        Assert.Contains(reading.Problems, problem => problem.Path == path && problem.Code == code);
    }

    [Fact]
    public void A_refused_component_is_named_in_both_languages()
    {
        var problem = Assert.Single(FormReader.Read(Json("""{ "type": "iframe", "id": "map" }""")).Problems);

        Assert.Equal("组件“map”的类型“iframe”无法在网页上显示；请改用其他组件。", problem.Sentence.Zh);
        Assert.Equal("The component \"map\" is of the type \"iframe\", which the pages cannot show; use another one.", problem.Sentence.En);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "id": "a", "id": "b" }""")]
    public void What_is_no_json_is_a_problem(string json)
    {
        Assert.Equal(["form.json-invalid"], FormReader.Read(json).Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_form_of_too_many_components_is_refused()
    {
        var many = Enumerable.Range(0, FormReader.ComponentsMax + 1).Select(index => $$"""{ "type": "separator", "id": "s{{index}}" }""");

        Assert.Contains(FormReader.Read(Json([.. many])).Problems, problem => problem.Code == "form.too-large");
    }

    [Fact]
    public void Groups_nested_too_deeply_are_refused()
    {
        var nested = Enumerable.Range(0, FormReader.DepthMax + 1).Aggregate(
            """{ "type": "separator", "id": "s" }""", (inner, level) => $$"""{ "type": "group", "id": "g{{level}}", "components": [{{inner}}] }""");

        Assert.Contains(FormReader.Read(Json(nested)).Problems, problem => problem.Code == "form.too-deep");
    }
}
