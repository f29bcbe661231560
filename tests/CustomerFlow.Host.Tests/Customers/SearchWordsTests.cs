using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Tests.Customers;

/// <summary>How what is typed into the search box is taken apart.</summary>
public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("张女士 8000 华为", null, "8000", "张|华为")]
    [InlineData("张女士8000华为", null, "8000", "张|华为")]
    [InlineData("张女士华为", null, null, "张|华为")]
    [InlineData("138 0013 8000", null, "13800138000", "")]
    [InlineData("+44 (0)20 7946 0958", null, "+44(0)2079460958", "")]
    [InlineData("Mrs. Smith, Acme", null, null, "Smith|Acme")]
    [InlineData("LI.HUA@example.cn", "li.hua@example.cn", null, "")]
    [InlineData("3M 中国", null, null, "3M|中国")]
    [InlineData("王总", null, null, "王")]
    [InlineData("  ", null, null, "")]
    public void A_name_a_number_and_a_company_are_told_apart(string typed, string? email, string? digits, string names)
    {
        var words = SearchWords.Parse(typed);

        Assert.Equal((email, digits, names), (words.Email, words.Digits, string.Join('|', words.Names)));
    }

    [Fact]
    public void Nothing_but_a_title_finds_nobody() => Assert.True(SearchWords.Parse("女士").IsEmpty);
}
