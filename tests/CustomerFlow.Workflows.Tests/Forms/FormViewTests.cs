using CustomerFlow.Workflows.Forms;
using static CustomerFlow.Workflows.Tests.Forms.SampleForm;

namespace CustomerFlow.Workflows.Tests.Forms;

public sealed class FormViewTests
{
    [Fact]
    public void A_field_shows_the_variable_and_else_its_default()
    {
        var form = Of(
            """{ "type": "textfield", "key": "a", "label": "A", "defaultValue": "from form" }""",
            """{ "type": "number", "key": "b.c", "defaultValue": 2 }""",
            """{ "type": "checkbox", "key": "d", "defaultValue": true }""",
            """{ "type": "taglist", "key": "e", "values": [{ "value": "x", "label": "X" }, { "value": "y", "label": "Y" }] }""");

        var fields = Fields(Show(form, With("""{ "a": "from case", "e": ["y"] }""")));

        Assert.Equal(["from case", "2", "true", "y"], fields.Select(field => field.Value));
        Assert.Equal(["a", "b.c", "d", "e"], fields.Select(field => field.Name));
        Assert.Equal([("x", "X", false), ("y", "Y", true)], fields[3].Options.Select(option => (option.Value, option.Label, option.Selected)));
    }

    [Theory]
    [InlineData("date", "\"2026-11-24\"", "2026-11-24")]
    [InlineData("time", "\"10:30:00\"", "10:30")]
    [InlineData("datetime", "\"2026-11-24T02:30:00Z\"", "2026-11-24T10:30")]
    [InlineData("datetime", "\"2026-11-24T10:30:00\"", "2026-11-24T10:30")]
    [InlineData("date", "\"soon\"", "")]
    [InlineData("datetime", "\"9999-12-31T23:59:59-10:00\"", "9999-12-31T23:59:59-10:00")]
    public void A_moment_is_shown_as_its_control_writes_it(string part, string variable, string shown)
    {
        var form = Of($$"""{ "type": "datetime", "key": "a", "subtype": "{{part}}" }""");

        Assert.Equal(shown, Fields(Show(form, With($$"""{ "a": {{variable}} }""")))[0].Value);
    }

    [Fact]
    public void What_was_posted_comes_back_with_its_error_in_the_language_of_the_reader()
    {
        var form = Of("""{ "type": "number", "key": "a", "validate": { "required": true } }""");
        var posted = Posted(("a", "six"));
        var refused = Assert.IsType<FormOutcome.Refused>(FormSubmission.Check(form, posted, With()));

        var field = Fields(FormView.Of(form, With(), "zh", _ => null, posted, refused.Errors))[0];

        Assert.Equal("six", field.Value);
        Assert.Equal(["请填写数字，例如 6800 或 6800.50。"], field.Errors.ToArray());
        Assert.True(field.Required);
    }

    [Fact]
    public void Hidden_items_are_left_out_and_groups_take_their_fields_along()
    {
        var form = Of(
            """{ "type": "group", "id": "g", "conditional": { "hide": "=simple" }, "components": [{ "type": "textfield", "key": "a" }] }""",
            """{ "type": "textfield", "key": "b" }""");

        Assert.Equal(["b"], Fields(Show(form, With("""{ "simple": true }"""))).Select(field => field.Name));
        Assert.Equal(["a", "b"], Fields(Show(form, With("""{ "simple": false }"""))).Select(field => field.Name));
    }

    [Fact]
    public void Texts_of_the_language_stand_before_those_of_the_form()
    {
        var form = Of("""
            { "type": "select", "key": "a", "label": "Kind", "description": "Choose {{ 1 + 1 }}",
              "values": [{ "value": "x", "label": "Ex" }, { "value": "y", "label": "Why" }] }
            """);
        var texts = new Dictionary<string, string> { ["intake.a.label"] = "类型 {{ n }}", ["intake.a.options.x"] = "甲" };

        var field = Fields(FormView.Of(form, With("""{ "n": 7 }"""), "zh", texts.GetValueOrDefault))[0];

        Assert.Equal(("类型 7", "Choose 2"), (field.Label, field.Description));
        Assert.Equal(["甲", "Why"], field.Options.Select(option => option.Label));
    }

    [Fact]
    public void The_texts_that_a_form_needs_are_named()
    {
        var form = Of(
            """{ "type": "radio", "key": "a.b", "description": "d", "values": [{ "value": 1, "label": "one" }] }""",
            """{ "type": "group", "id": "g", "components": [{ "type": "text", "id": "t", "text": "x" }] }""",
            """{ "type": "separator", "id": "s" }""");

        Assert.Equal(
            ["intake.a.b.label", "intake.a.b.description", "intake.a.b.options.1", "intake.t.text"], FormTextKeys.Of(form));
    }

    [Fact]
    public void Text_is_html_in_which_variables_stay_text()
    {
        var form = Of("""{ "type": "text", "id": "t", "text": "# Case {{ number }}\nby **{{ name }}** <b>x</b> [link](javascript:x)" }""");

        var view = Show(form, With("""{ "number": "C-1", "name": "<i>**Li**</i>" }"""));

        Assert.Equal(
            "<h1>Case C-1</h1>\n<p>by <strong>&lt;i&gt;**Li**&lt;/i&gt;</strong> &lt;b&gt;x&lt;/b&gt; link</p>\n",
            Assert.IsType<FormViewItem.Text>(view.Items[0]).Html);
    }

    [Fact]
    public void A_table_shows_the_rows_of_a_variable()
    {
        var form = Of("""
            { "type": "table", "id": "t", "label": "Orders", "dataSource": "=orders", "rowCount": 2,
              "columns": [{ "key": "no", "label": "No." }, { "key": "sum", "label": "Sum" }] }
            """);

        var view = Show(form, With("""{ "orders": [{ "no": "A", "sum": 1200 }, { "no": "B" }, { "no": "C" }] }"""));

        var table = Assert.IsType<FormViewItem.Table>(view.Items[0]);
        Assert.Equal(["No.", "Sum"], table.Headings.ToArray());
        Assert.Equal(["A|1,200", "B|"], table.Rows.Select(row => string.Join('|', row)));
    }

    [Theory]
    [InlineData("https://pictures.example/a.png", true)]
    [InlineData("/files/7", true)]
    [InlineData("//evil.example/a.png", false)]
    [InlineData("http://evil.example/a.png", false)]
    [InlineData("javascript:alert(1)", false)]
    public void A_picture_is_shown_from_here_or_over_https_only(string source, bool shown)
    {
        var form = Of($$"""{ "type": "image", "id": "i", "source": "{{source}}", "alt": "A" }""");

        Assert.Equal(shown, Show(form, With()).Items.Length == 1);
    }

    [Fact]
    public void Controls_know_their_bounds()
    {
        var form = Of(
            """{ "type": "number", "key": "a", "decimalDigits": 2, "validate": { "min": 0, "max": "=limit" } }""",
            """{ "type": "textarea", "key": "b", "validate": { "maxLength": 100 } }""",
            """{ "type": "datetime", "key": "c", "disallowPassedDates": true, "dateLabel": "Day" }""",
            """{ "type": "textfield", "key": "d", "readonly": true, "validate": { "validationType": "email" } }""");

        var fields = Fields(Show(form, With("""{ "limit": 5000 }""")));

        Assert.Equal(("0", "5000", "0.01"), (fields[0].Min, fields[0].Max, fields[0].Step));
        Assert.Equal((FormInput.TextArea, 100), (fields[1].Input, fields[1].LengthMax));
        Assert.Equal(("2026-11-24", "Day"), (fields[2].Min, fields[2].Label));
        Assert.Equal((FormInput.Email, true), (fields[3].Input, fields[3].ReadOnly));
    }

    private static FormView Show(FormSchema form, FormContext context) => FormView.Of(form, context, "en", _ => null);

    private static List<FormViewItem.Field> Fields(FormView view) => [.. Flat(view.Items)];

    private static IEnumerable<FormViewItem.Field> Flat(IEnumerable<FormViewItem> items) => items.SelectMany(item => item switch
    {
        FormViewItem.Field field => [field],
        FormViewItem.Group group => Flat(group.Items),
        _ => Enumerable.Empty<FormViewItem.Field>(),
    });
}
