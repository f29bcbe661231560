using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using static CustomerFlow.Workflows.Tests.Forms.SampleForm;

namespace CustomerFlow.Workflows.Tests.Forms;

public sealed class FormSubmissionTests
{
    [Theory]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "required": true } }""", " ", "a form.required")]
    [InlineData("""{ "type": "textfield", "key": "a" }""", "  two\nlines ", """{"a":"two lines"}""")]
    [InlineData("""{ "type": "textarea", "key": "a" }""", "two\r\nlines\n", """{"a":"two\nlines"}""")]
    [InlineData("""{ "type": "textfield", "key": "a" }""", "", """{"a":null}""")]
    [InlineData("""{ "type": "textfield", "key": "a" }""", "x\0y", "a form.characters")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "minLength": 3 } }""", "ab", "a form.too-short")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "maxLength": "=1 + 1" } }""", "abc", "a form.too-long")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "pattern": "^[A-Z]{2}-\\d+$" } }""", "AB-12", """{"a":"AB-12"}""")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "pattern": "^[A-Z]{2}-\\d+$" } }""", "ab-12", "a form.pattern")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "email" } }""", "li.na@example.com", """{"a":"li.na@example.com"}""")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "email" } }""", "li na@example.com", "a form.email")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "email" } }""", "a@b", "a form.email")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "phone" } }""", "138 0013 8000", """{"a":"138 0013 8000"}""")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "phone" } }""", "12ab567", "a form.phone")]
    [InlineData("""{ "type": "textfield", "key": "a", "validate": { "validationType": "phone" } }""", "+1234", "a form.phone")]
    public void A_text_is_taken_or_refused(string component, string posted, string expected)
    {
        Assert.Equal(expected, Text(Post(Of(component), ("a", posted))));
    }

    [Fact]
    public void Half_a_character_is_refused_and_a_whole_one_taken()
    {
        var form = Of("""{ "type": "textfield", "key": "a" }""");

        Assert.Equal("a form.characters", Text(Post(form, ("a", "x\uD83D"))));
        Assert.Equal(FeelValue.Of("😀"), Assert.IsType<FormOutcome.Accepted>(Post(form, ("a", "😀"))).Values.Get("a"));
    }

    [Theory]
    [InlineData("{}", "6800.50", """{"a":6800.5}""")]
    [InlineData("{}", "six", "a form.number")]
    [InlineData("{}", "1,5", "a form.number")]
    [InlineData("""{ "decimalDigits": 0 }""", "1.5", "a form.decimals")]
    [InlineData("""{ "decimalDigits": 1 }""", "1.50", """{"a":1.5}""")]
    [InlineData("""{ "decimalDigits": 2 }""", "0.125", "a form.decimals")]
    [InlineData("""{ "validate": { "min": 1 } }""", "0", "a form.min")]
    [InlineData("""{ "validate": { "min": 1 } }""", "1", """{"a":1}""")]
    [InlineData("""{ "validate": { "max": "=limit" } }""", "5001", "a form.max")]
    [InlineData("""{ "increment": 0.25 }""", "1.75", """{"a":1.75}""")]
    [InlineData("""{ "increment": 0.25 }""", "1.80", "a form.step")]
    [InlineData("""{ "serializeToString": true }""", "007.10", """{"a":"7.1"}""")]
    [InlineData("""{ "validate": { "required": true } }""", "0", """{"a":0}""")]
    public void A_number_is_taken_or_refused(string rules, string posted, string expected)
    {
        var component = "{ \"type\": \"number\", \"key\": \"a\"" + (rules == "{}" ? " }" : "," + rules[1..]);

        var outcome = FormSubmission.Check(Of(component), Posted(("a", posted)), With("""{ "limit": 5000 }"""));

        Assert.Equal(expected, Text(outcome));
    }

    [Theory]
    [InlineData("date", "2026-11-24", """{"a":"2026-11-24"}""")]
    [InlineData("date", "2026-11-31", "a form.moment")]
    [InlineData("date", "2026-11-23", "a form.past")]
    [InlineData("date", "0026-11-24", "a form.moment")]
    [InlineData("datetime", "9999-12-31T23:59", "a form.moment")]
    [InlineData("time", "10:30", """{"a":"10:30:00"}""")]
    [InlineData("time", "25:00", "a form.moment")]
    [InlineData("datetime", "2026-11-25T10:30", """{"a":"2026-11-25T10:30:00+08:00"}""")]
    [InlineData("datetime", "2026-11-23T23:59", "a form.past")]
    public void A_moment_is_taken_or_refused(string part, string posted, string expected)
    {
        var form = Of($$"""{ "type": "datetime", "key": "a", "subtype": "{{part}}", "disallowPassedDates": true }""");

        Assert.Equal(expected, Text(Post(form, ("a", posted))));
    }

    [Theory]
    [InlineData("utc_normalized", "2026-11-25T02:30:00Z")]
    [InlineData("no_timezone", "2026-11-25T10:30:00")]
    public void A_date_and_time_is_stored_as_the_form_says(string format, string stored)
    {
        var form = Of($$"""{ "type": "datetime", "key": "a", "subtype": "datetime", "timeSerializingFormat": "{{format}}" }""");

        Assert.Equal($$"""{"a":"{{stored}}"}""", Text(Post(form, ("a", "2026-11-25T10:30"))));
    }

    [Theory]
    [InlineData("2", """{"a":2}""")]
    [InlineData("true", """{"a":true}""")]
    [InlineData("x", """{"a":"x"}""")]
    [InlineData("3", "a form.option-unknown")]
    [InlineData("", "a form.required")]
    public void One_option_is_stored_as_the_value_in_the_form(string posted, string expected)
    {
        var form = Of("""
            { "type": "radio", "key": "a", "validate": { "required": true },
              "values": [{ "label": "two", "value": 2 }, { "label": "yes", "value": true }, { "label": "x", "value": "x" }] }
            """);

        Assert.Equal(expected, Text(Post(form, ("a", posted))));
    }

    [Theory]
    [InlineData("checklist", "valuesKey", "teams")]
    [InlineData("taglist", "valuesExpression", "=teams[item != \\\"c\\\"]")]
    public void Several_options_come_from_variables(string type, string source, string options)
    {
        var form = Of($$"""{ "type": "{{type}}", "key": "a", "{{source}}": "{{options}}" }""");
        var context = With("""{ "teams": ["a", "b"] }""");

        var taken = FormSubmission.Check(form, Posted(("a", "b"), ("a", "a"), ("a", "b")), context);
        var foreign = FormSubmission.Check(form, Posted(("a", "a"), ("a", "c")), context);

        Assert.Equal("""{"a":["b","a"]}""", Text(taken));
        Assert.Equal("a form.option-unknown", Text(foreign));
    }

    [Fact]
    public void Options_may_be_contexts_and_depend_on_another_answer()
    {
        var form = Of(
            """{ "type": "textfield", "key": "country" }""",
            """{ "type": "select", "key": "city", "valuesExpression": "=cities[country = outer]" }""".Replace("outer", "\\\"cn\\\"", StringComparison.Ordinal));
        var context = With("""
            { "cities": [{ "country": "cn", "value": 21, "label": "上海" }, { "country": "de", "value": 30, "label": "Berlin" }] }
            """);

        Assert.Equal("""{"country":"cn","city":21}""", Text(FormSubmission.Check(form, Posted(("country", "cn"), ("city", "21")), context)));
        Assert.Equal("city form.option-unknown", Text(FormSubmission.Check(form, Posted(("country", "cn"), ("city", "30")), context)));
    }

    [Fact]
    public void A_box_that_must_be_ticked_is_refused_without_its_tick()
    {
        var form = Of("""{ "type": "checkbox", "key": "agreed", "validate": { "required": true } }""");

        Assert.Equal("agreed form.required", Text(Post(form)));
        Assert.Equal("""{"agreed":true}""", Text(Post(form, ("agreed", "on"))));
    }

    [Fact]
    public void A_hidden_field_is_neither_required_nor_stored()
    {
        var form = Of(
            """{ "type": "number", "key": "amount" }""",
            """{ "type": "textfield", "key": "reason", "validate": { "required": true }, "conditional": { "hide": "=amount <= 5000" } }""");

        Assert.Equal("""{"amount":10}""", Text(Post(form, ("amount", "10"), ("reason", "smuggled"))));
        Assert.Equal("reason form.required", Text(Post(form, ("amount", "6000"))));
    }

    [Fact]
    public void The_answer_of_a_hidden_field_counts_for_no_other_condition()
    {
        var form = Of(
            """{ "type": "checkbox", "key": "refund" }""",
            """{ "type": "checkbox", "key": "partial", "conditional": { "hide": "=refund != true" } }""",
            """{ "type": "number", "key": "share", "conditional": { "hide": "=partial != true" } }""",
            """{ "type": "expression", "key": "kind", "expression": "=if partial = true then \"part\" else \"all or nothing\"" }""");

        Assert.Equal("""{"refund":false,"kind":"all or nothing"}""", Text(Post(form, ("partial", "true"), ("share", "3"))));
        Assert.Equal(
            """{"refund":true,"partial":true,"share":3,"kind":"part"}""",
            Text(Post(form, ("refund", "true"), ("partial", "true"), ("share", "3"))));
    }

    [Fact]
    public void Read_only_disabled_and_unknown_fields_are_not_taken()
    {
        var form = Of(
            """{ "type": "textfield", "key": "a", "disabled": true }""",
            """{ "type": "textfield", "key": "b", "readonly": true }""",
            """{ "type": "textfield", "key": "c", "readonly": "=locked" }""",
            """{ "type": "textfield", "key": "d", "readonly": "=not(locked)" }""");

        var outcome = FormSubmission.Check(
            form, Posted(("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("__RequestVerificationToken", "x")), With("""{ "locked": true }"""));

        Assert.Equal("""{"d":"4"}""", Text(outcome));
    }

    [Fact]
    public void Answers_are_nested_as_keys_and_group_paths_say()
    {
        var form = Of("""
            { "type": "group", "id": "g", "path": "customer", "components": [
              { "type": "textfield", "key": "name" }, { "type": "group", "id": "h", "components": [{ "type": "textfield", "key": "address.city" }] }] }
            """);

        var outcome = Post(form, ("customer.name", "Li Na"), ("customer.address.city", "上海"));
        var merged = Assert.IsType<FormOutcome.Accepted>(outcome).MergedInto(FeelJson.ParseObject("""{ "customer": { "key": 7, "name": "old" } }"""));

        Assert.Equal("""{"customer":{"name":"Li Na","address":{"city":"上海"}}}""", Text(outcome));
        Assert.Equal("""{"customer":{"key":7,"name":"Li Na","address":{"city":"上海"}}}""", FeelJson.ToText(merged));
    }

    [Fact]
    public void Every_refusal_says_what_to_do_in_both_languages()
    {
        var form = Of("""{ "type": "number", "key": "a", "validate": { "max": 5 } }""");

        var error = Assert.Single(Assert.IsType<FormOutcome.Refused>(Post(form, ("a", "9"))).Errors);

        Assert.Equal("不能大于 5。", error.Sentence.In("zh"));
        Assert.Equal("This must be 5 or less.", error.Sentence.In("en"));
    }
}
