using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Tests.Mail;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("ann@customer.example", "ann@customer.example")]
    [InlineData("Ann.O'Neil+flow@Customer.Example", "Ann.O'Neil+flow@customer.example")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@例子。中国", "a@xn--fsqu00a.xn--fiqs8s")]
    [InlineData("客服@例子.中国", "客服@xn--fsqu00a.xn--fiqs8s")]
    public void An_address_is_read_with_its_domain_in_ASCII(string text, string expected)
    {
        var address = MailAddress.Read(text);

        Assert.Equal(expected, address?.ToString());
        Assert.Equal(text.StartsWith('客'), address?.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@customer.example")]
    [InlineData("ann@")]
    [InlineData("ann@.example")]
    [InlineData("ann@customer..example")]
    [InlineData("ann@customer.example.")]
    [InlineData("ann@-customer.example")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann lee@customer.example")]
    [InlineData("ann@customer.example>")]
    [InlineData("<ann@customer.example>")]
    [InlineData("ann..lee@customer.example")]
    [InlineData(".ann@customer.example")]
    [InlineData("ann,bob@customer.example")]
    [InlineData("ann@customer.example\r\n")]
    [InlineData("\"ann\"@customer.example")]
    [InlineData("ann\u200b@customer.example")]
    [InlineData("ann@customer_care.example")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x@customer.example")]
    public void What_is_not_an_address_gives_nothing(string text)
    {
        Assert.Null(MailAddress.Read(text));
    }
}
