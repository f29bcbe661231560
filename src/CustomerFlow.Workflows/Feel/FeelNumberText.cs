using System.Globalization;
using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Numbers from and to text.</summary>
internal static class FeelNumberText
{
    private const int LengthMax = 8_192;

    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber value)
    {
        value = default;
        if (text.Length is 0 or > LengthMax) return false;
        var at = text[0] is '-' or '+' ? 1 : 0;
        var digits = new DigitReader();
        at = digits.Read(text, at, fraction: false);
        if (at < text.Length && text[at] == '.')
        {
            at = digits.Read(text, at + 1, fraction: true);
        }

        if (digits.Count == 0 || !TryReadPower(text, ref at, out var power) || at != text.Length) return false;
        return FeelNumber.TryRound(text[0] == '-' ? -digits.Coefficient : digits.Coefficient, power - digits.Fraction, out value);
    }

    public static string Plain(FeelNumber number)
    {
        var plain = number.Stripped();
        if (plain.Exponent == 0) return plain.Coefficient.ToString(CultureInfo.InvariantCulture);
        var digits = Int128.Abs(plain.Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = plain.Sign < 0 ? "-" : "";
        if (plain.Exponent > 0) return sign + digits + new string('0', plain.Exponent);
        var point = digits.Length + plain.Exponent;
        return point > 0
            ? string.Concat(sign, digits.AsSpan(0, point), ".", digits.AsSpan(point))
            : sign + "0." + new string('0', -point) + digits;
    }

    public static string Scientific(FeelNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number.Coefficient}E{number.Exponent}");

    public static int DigitCount(Int128 value)
    {
        var rest = (UInt128)Int128.Abs(value);
        var count = 1;
        while (count < 39 && rest >= PowersOfTen.Of(count)) count++;
        return count;
    }

    public static int DigitCount(BigInteger value)
    {
        value = BigInteger.Abs(value);
        if (value.IsZero) return 1;
        // The logarithm may miss by one near a power of ten, so it is checked.
        var count = Math.Max(1, (int)Math.Floor(BigInteger.Log10(value)));
        while (value >= PowersOfTen.Big(count)) count++;
        while (count > 1 && value < PowersOfTen.Big(count - 1)) count--;
        return count;
    }

    private static bool TryReadPower(ReadOnlySpan<char> text, ref int at, out int power)
    {
        power = 0;
        if (at >= text.Length || text[at] is not ('e' or 'E')) return true;
        var rest = text[(at + 1)..];
        at = text.Length;
        return rest.Length is > 0 and <= 8 && int.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power);
    }

    private struct DigitReader
    {
        public BigInteger Coefficient;
        public int Count;
        public int Fraction;

        public int Read(ReadOnlySpan<char> text, int at, bool fraction)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end == at) return at;
            var part = BigInteger.Parse(text[at..end], NumberStyles.None, CultureInfo.InvariantCulture);
            Coefficient = fraction ? (Coefficient * PowersOfTen.Big(end - at)) + part : part;
            Count += end - at;
            if (fraction) Fraction = end - at;
            return end;
        }
    }
}
