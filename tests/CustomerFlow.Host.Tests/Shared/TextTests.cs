using System.Reflection;
using CustomerFlow.Host.Shared;

namespace CustomerFlow.Host.Tests.Shared;

public sealed class TextTests
{
    /// <summary>Names that are the same in both languages.</summary>
    private static readonly string[] SameInBoth = ["CustomerFlow", "+{0}", "n = {0}"];

    /// <summary>Chinese sides that hold no Chinese by right: separators, placeholders alone, the name of the other language.</summary>
    private static readonly string[] WithoutHan =
        ["CustomerFlow", "：", "、", "，", "{0}", "：{0}", "+{0}", "{0}（{1}）", "{0}/{1}", "{0}%", "n = {0}", "English"];

    [Fact]
    public void No_text_is_empty_in_either_language()
    {
        var empty = Texts().Where(text => string.IsNullOrWhiteSpace(text.Value.Zh) || string.IsNullOrWhiteSpace(text.Value.En));

        Assert.Empty(empty.Select(text => text.Place));
    }

    [Fact]
    public void No_text_is_identical_in_both_languages()
    {
        var same = Texts().Where(text => text.Value.Zh == text.Value.En && !SameInBoth.Contains(text.Value.Zh) && text.Value.Zh != "{0}");

        Assert.Empty(same.Select(text => text.Place));
    }

    [Fact]
    public void Chinese_texts_are_written_in_Chinese_and_English_ones_are_not()
    {
        var wrong = Texts().Where(text => (!HasHan(text.Value.Zh) && !WithoutHan.Contains(text.Value.Zh))
            || (HasHan(text.Value.En) && text.Value.En != "中文"));

        Assert.Empty(wrong.Select(text => text.Place));
    }

    [Fact]
    public void Both_languages_take_the_same_arguments()
    {
        var different = Texts().Where(text => !Placeholders(text.Value.Zh).SetEquals(Placeholders(text.Value.En)));

        Assert.Empty(different.Select(text => text.Place));
    }

    [Fact]
    public void The_catalogue_is_really_searched() => Assert.True(Texts().Count() > 250);

    private static IEnumerable<(string Place, Text Value)> Texts()
    {
        foreach (var type in typeof(Text).Assembly.GetTypes().Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal)))
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public))
            {
                if (field.GetValue(null) is Text text) yield return ($"{type.Name}.{field.Name}", text);
                if (field.GetValue(null) is not IReadOnlyDictionary<string, Text> words) continue;
                foreach (var (id, word) in words) yield return ($"{type.Name}.{field.Name}[{id}]", word);
            }
        }
    }

    private static bool HasHan(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    private static HashSet<string> Placeholders(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}").Select(match => match.Value)];
}
