using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Tests.Texts;

public sealed class MailTextTests
{
    private static readonly MailLayout Layout = new("Hengda <Service>", ["188 Zhongshan Road", "You get this mail because you wrote to us."]);
    private static readonly FeelEnvironment Shanghai = FeelEnvironment.At(DateTimeOffset.Parse("2026-11-24T02:30:00Z", null), "Asia/Shanghai");

    [Fact]
    public void The_first_line_is_the_subject_and_the_rest_the_text()
    {
        var mail = Render("# Your complaint {{ number }}\n\nDear {{ contact.name }},\n\nwe have it.",
            """{ "number": "C-2026-000412", "contact": { "name": "Li Na" } }""");

        Assert.Equal("Your complaint C-2026-000412", mail.Subject);
        Assert.StartsWith("Dear Li Na,\n\nwe have it.\n\n-- \nHengda <Service>\n188 Zhongshan Road\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains(">Dear Li Na,</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Hengda &lt;Service&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Empty(mail.Problems);
    }

    [Theory]
    [InlineData("**bold**")]
    [InlineData("[click](https://evil.example)")]
    [InlineData("https://evil.example")]
    [InlineData("<https://evil.example>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("&lt;b&gt;")]
    [InlineData("| a | b |")]
    [InlineData("\\[x](y)")]
    [InlineData("\uE0000\uE001")]
    public void What_a_customer_wrote_stays_text(string hostile)
    {
        var variables = FeelContext.Empty.With("text", FeelValue.Of(hostile));

        var mail = Read("# S\n\n{{ text }}").Render(variables, Shanghai, "en", Layout);

        Assert.StartsWith(hostile + "\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains($">{System.Net.WebUtility.HtmlEncode(hostile)}</p>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_a_customer_wrote_make_no_list_heading_or_second_subject()
    {
        var mail = Render("# {{ text }}\n\n{{ text }}", """{ "text": "first\r\n\r\n# second\n- third" }""");

        Assert.Equal("first # second - third", mail.Subject);
        Assert.Contains(">first<br>\n<br>\n# second<br>\n- third</p>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_with_nothing_between_them_are_a_row_of_choices_and_lines_of_the_plain_text()
    {
        var mail = Render("# S\n\n[0]({{ a }})\n[1]({{ b }})\n\n[in]({{ a }}) a [sentence]({{ b }})",
            """{ "a": "https://crm.example/f/abc?score=0", "b": "https://crm.example/f/abc?score=1" }""");

        Assert.Equal(2, mail.Html.Split("min-width:44px").Length - 1);
        Assert.Contains("0 (https://crm.example/f/abc?score=0)\n1 (https://crm.example/f/abc?score=1)\n", mail.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_alone_in_its_paragraph_is_a_button_and_readable_as_text()
    {
        var mail = Render("# S\n\n[See the state]({{ link }})\n\nor [write]({{ \"mailto:a@b.example\" }}).",
            """{ "link": "https://crm.example/s/abc?x=1&y=2" }""");

        Assert.Matches("<a href=\"https://crm.example/s/abc\\?x=1&amp;y=2\" style=\"[^\"]*padding:12px 24px;line-height:20px", mail.Html);
        Assert.Contains("See the state (https://crm.example/s/abc?x=1&y=2)\n\nor write (mailto:a@b.example).\n", mail.Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example")]
    [InlineData("https://a b")]
    public void An_address_of_another_kind_loses_its_link(string address)
    {
        var variables = FeelContext.Empty.With("link", FeelValue.Of(address));

        var mail = Read("# S\n\n[Go]({{ link }})").Render(variables, Shanghai, "en", Layout);

        Assert.DoesNotContain("<a ", mail.Html, StringComparison.Ordinal);
        Assert.Equal(["mail.link-refused"], mail.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_value_inside_an_address_is_escaped()
    {
        var mail = Render("# S\n\n[Go](https://crm.example/find?name={{ name }})", """{ "name": "李 &x=1" }""");

        Assert.Contains("Go (https://crm.example/find?name=%E6%9D%8E%20%26x%3D1)", mail.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_value_is_a_dash_and_a_problem_with_its_line()
    {
        var mail = Render("# S\n\nDue:\n{{ dueAt }}", "{}");

        Assert.StartsWith("Due:\n—\n", mail.Plain, StringComparison.Ordinal);
        var problem = Assert.Single(mail.Problems);
        Assert.Equal(("mail.md line 4", "text.value-missing"), (problem.Path, problem.Code));
    }

    [Theory]
    [InlineData("zh", "2026年11月24日 10:30", "6,800.50 元", "6,800.5", "是")]
    [InlineData("en", "24 November 2026, 10:30", "CNY 6,800.50", "6,800.5", "yes")]
    public void Values_are_written_as_the_reader_writes_them(string language, string moment, string money, string number, string yes)
    {
        var variables = FeelJson.ParseObject("""{ "at": "2026-11-24T02:30:00Z", "amount": 6800.50, "ok": true }""");

        var mail = Read("# S\n\n{{ at }}\n\n{{ money(amount, \"CNY\") }}\n\n{{ amount }}\n\n{{ ok }}").Render(variables, Shanghai, language, Layout);

        Assert.StartsWith($"{moment}\n\n{money}\n\n{number}\n\n{yes}\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains(language == "zh" ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_tables_quotes_and_headings_read_well_as_text()
    {
        var mail = Render("# S\n\n## What next\n\n1. look\n2. decide\n   - now\n\n> as agreed\n\n| a | b |\n|---|---|\n| {{ x }} | 2 |\n", """{ "x": "1 | 3" }""");

        Assert.StartsWith("What next\n\n1. look\n2. decide\n   - now\n\n> as agreed\n\na | b\n1 | 3 | 2\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains(">1 | 3</td>", mail.Html, StringComparison.Ordinal);
        Assert.Matches("<ol style=\"[^\"]*\"><li>look</li>\n<li>decide<ul style", mail.Html);
    }

    [Theory]
    [InlineData("Subject\n\ntext", "mail.md line 1", "mail.subject-missing")]
    [InlineData("#  \n\ntext", "mail.md line 1", "mail.subject-missing")]
    [InlineData("# S\n\ntext {{ number", "mail.md line 3", "text.placeholder-unclosed")]
    [InlineData("# S\n\n{{ }}", "mail.md line 3", "text.placeholder-empty")]
    [InlineData("# S\n\n\n{{ 1 + }}", "mail.md line 4", "feel.unfinished")]
    [InlineData("# S\n\n[Go](javascript:alert)", "mail.md line 3", "mail.link-refused")]
    public void A_mistake_is_named_with_its_line(string markdown, string path, string code)
    {
        var reading = MailText.Read("mail.md", markdown);

        Assert.Null(reading.Text);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }

    [Fact]
    public void A_placeholder_may_hold_braces_and_quotes()
    {
        var mail = Render("# S\n\n{{ { a: { b: \"}}\" } }.a.b }}", "{}");

        Assert.StartsWith("}}\n", mail.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_chinese_line_gets_no_blank()
    {
        var mail = Render("# S\n\n您的投诉已经\n登记，number\n{{ n }}", """{ "n": 7 }""");

        Assert.Contains(">您的投诉已经登记，number\n7</p>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_html_in_the_text_is_shown_and_not_run()
    {
        var mail = Render("# S\n\n<img src=x onerror=alert(1)>", "{}");

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_cut_between_characters()
    {
        var mail = Render("# {{ text }}\n\nx", $$"""{ "text": "{{string.Concat(Enumerable.Repeat("😀", 150))}}" }""");

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 99)) + "…", mail.Subject);
    }

    private static MailText Read(string markdown)
    {
        var reading = MailText.Read("mail.md", markdown);
        Assert.Empty(reading.Problems);
        return reading.Text!;
    }

    private static RenderedMail Render(string markdown, string variables) =>
        Read(markdown).Render(FeelJson.ParseObject(variables), Shanghai, "en", Layout);
}
