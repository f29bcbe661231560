using CustomerFlow.Data.Protection;

namespace CustomerFlow.Data.Tests.Protection;

public sealed class ContactAddressesTests
{
    [Theory]
    [InlineData("138 0013 8000", "+8613800138000")]
    [InlineData("8613800138000", "+8613800138000")]
    [InlineData("010-6552 9988 转 123", "+861065529988")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("0049 30 1234567 ext. 5", "+49301234567")]
    [InlineData("（021）６２３４５６７８", "+862162345678")]
    public void A_phone_number_has_one_spelling(string typed, string expected) => Assert.Equal(expected, ContactAddresses.Phone(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("12345678901234567890")]
    public void What_is_no_phone_number_has_no_spelling(string? typed) => Assert.Null(ContactAddresses.Phone(typed));
}
