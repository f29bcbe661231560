using System.Globalization;
using System.Numerics;
using CustomerFlow.Workflows.Feel;
using FsCheck.Xunit;

namespace CustomerFlow.Workflows.Tests.Feel;

public sealed class FeelNumberTests
{
    [Property]
    public bool Whole_numbers_add_subtract_and_multiply_as_big_integers_do(long a, long b)
    {
        var (x, y) = (FeelNumber.FromInt64(a), FeelNumber.FromInt64(b));

        return IsClose(x + y, (BigInteger)a + b) && IsClose(x - y, (BigInteger)a - b) && IsClose(x * y, (BigInteger)a * b);
    }

    [Property]
    public bool Decimals_keep_all_digits_and_their_order(decimal a, decimal b)
    {
        var (x, y) = (FeelNumber.FromDecimal(a), FeelNumber.FromDecimal(b));

        return x.ToDecimal() == a && x.CompareTo(y) == a.CompareTo(b) && (x == y) == (a == b);
    }

    [Property]
    public bool Sums_of_decimals_are_exact_where_decimals_are(int a, byte scaleA, int b, byte scaleB)
    {
        var (x, y) = (new decimal(a, 0, 0, false, (byte)(scaleA % 10)), new decimal(b, 0, 0, false, (byte)(scaleB % 10)));

        return (FeelNumber.FromDecimal(x) + FeelNumber.FromDecimal(y)).ToDecimal() == x + y;
    }

    [Property]
    public bool Equal_numbers_have_equal_hashes_whatever_their_exponents(int coefficient, byte zeros)
    {
        var (plain, padded) = (FeelNumber.FromInt64(coefficient), FeelNumber.Parse($"{coefficient}.{new string('0', zeros % 20)}0"));

        return plain == padded && plain.GetHashCode() == padded.GetHashCode() && plain.ToString() == padded.ToString();
    }

    [Property]
    public bool Quotient_times_divisor_is_the_dividend_to_the_last_digits(long a, long b)
    {
        if (b == 0) return true;
        var (x, y) = (FeelNumber.FromInt64(a), FeelNumber.FromInt64(b));

        return IsClose((x / y) * y, a);
    }

    [Property]
    public bool Text_and_number_are_two_ways_to_say_the_same(decimal a)
    {
        var number = FeelNumber.FromDecimal(a);

        return FeelNumber.Parse(number.ToString()) == number;
    }

    [Theory]
    [InlineData("1E3", "1000")]
    [InlineData("-0.0", "0")]
    [InlineData(".5", "0.5")]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012340")]
    [InlineData("12345678901234567890123456789012355", "12345678901234567890123456789012360")]
    public void A_number_is_read_to_thirty_four_digits_half_even(string text, string expected)
    {
        Assert.Equal(expected, FeelNumber.Parse(text).ToString());
    }

    [Theory]
    [InlineData("1E7000")]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    public void Other_texts_are_no_numbers(string text)
    {
        Assert.False(FeelNumber.TryParse(text, out _));
    }

    private static bool IsClose(FeelNumber number, BigInteger exact)
    {
        var value = BigInteger.Parse(FeelNumberRounding.ToScale(number, 0, FeelRounding.HalfEven).ToString(), CultureInfo.InvariantCulture);
        return BigInteger.Abs(value - exact) * BigInteger.Pow(10, 33) <= BigInteger.Abs(exact) || value == exact;
    }
}
