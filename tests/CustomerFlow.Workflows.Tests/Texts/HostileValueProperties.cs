using System.Text.RegularExpressions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Texts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CustomerFlow.Workflows.Tests.Texts;

/// <summary>A text made of what Markdown, HTML and our own marks are made of.</summary>
public sealed record HostileText(string Text);

/// <summary>Generates hostile texts.</summary>
public static class HostileTexts
{
    public static Arbitrary<HostileText> Text() => Gen.Elements(
            "*", "**", "_", "`", "```", "[", "](", "](https://evil.example)", ")", "![", "<", ">", "<b>", "</p>", "<!--", "|", "---", "#", "- ", "1. ",
            "\\", "&amp;", "&#60;", "https://evil.example", "<javascript:x>", "{{ 1 }}", "=", "~~", "\uE000", "\uE001", "0", "1", " ", "中", "a", "\"")
        .ListOf().Select(parts => new HostileText($"x{string.Concat(parts.Take(8))}x")).ToArbitrary();
}

[Properties(Arbitrary = [typeof(HostileTexts)], MaxTest = 300)]
public sealed partial class HostileValueProperties
{
    // A value in every place where one can stand, inside an address too.
    private const string Mail = "# {{ v }}\n\n## {{ v }}\n\n{{ v }}\n\n- {{ v }}\n  - **{{ v }}** and *{{ v }}*\n\n> {{ v }}\n\n| {{ v }} | b |\n|---|---|\n"
        + "| c | `{{ v }}` |\n\n[{{ v }}](https://crm.example/{{ v }}?q={{ v }})\n\n```\n{{ v }}\n```\n\n![{{ v }}](https://crm.example/a.png)\n";

    private static readonly FeelEnvironment World = FeelEnvironment.At(DateTimeOffset.UnixEpoch);
    private static readonly MailLayout Layout = new("Hengda", []);

    [Property]
    public void Whatever_a_customer_writes_changes_no_tag_of_the_mail(HostileText hostile)
    {
        var mail = Render(hostile.Text);

        var harmless = Render("x");
        var escaped = Uri.EscapeDataString(hostile.Text);
        Assert.Equal(Tags(harmless.Html), Tags(mail.Html).Select(tag => tag.Replace($"/{escaped}?q={escaped}", "/x?q=x", StringComparison.Ordinal)));
    }

    [Property]
    public void Whatever_a_customer_writes_can_be_read_as_it_was_written(HostileText hostile)
    {
        var mail = Render(hostile.Text);

        Assert.Equal(hostile.Text, mail.Subject);
        Assert.StartsWith($"{hostile.Text}\n\n{hostile.Text}\n\n- {hostile.Text}\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains($">{System.Net.WebUtility.HtmlEncode(hostile.Text)}</p>", mail.Html, StringComparison.Ordinal);
    }

    private static RenderedMail Render(string value) =>
        MailText.Read("mail.md", Mail).Text!.Render(FeelContext.Empty.With("v", FeelValue.Of(value)), World, "en", Layout);

    private static IEnumerable<string> Tags(string html) => Tag().Matches(html).Select(tag => tag.Value);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
