using System.Text;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Tests.Access;

public sealed class OneTimeCodeTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_RFC_6238(long unixSeconds, string expected)
    {
        var code = OneTimeCode.At(Key, unixSeconds / 30);

        Assert.Equal(expected, code);
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void A_phone_may_be_half_a_minute_off_and_no_more(int secondsLater, bool accepted)
    {
        var shown = DateTimeOffset.FromUnixTimeSeconds(1_200_000_000);
        var code = OneTimeCode.At(Key, shown.ToUnixTimeSeconds() / 30);

        var step = OneTimeCode.MatchingStep(Key, code, shown.AddSeconds(secondsLater));

        Assert.Equal(accepted, step is not null);
    }

    [Theory]
    [InlineData("MZXW6YTBOI======", "foobar")]
    [InlineData("mzxw 6ytb", "fooba")]
    public void Keys_are_read_as_people_type_them(string typed, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(Base32.Decode(typed)));
}
