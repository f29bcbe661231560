using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>What happens to digits that fall away.</summary>
internal enum FeelRounding
{
    HalfEven,
    HalfUp,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}

/// <summary>Rounds numbers to a scale, the number of digits after the point.</summary>
internal static class FeelNumberRounding
{
    public static FeelNumber ToScale(FeelNumber number, int scale, FeelRounding rounding)
    {
        var drop = -scale - number.Exponent;
        if (drop <= 0 || number.Sign == 0) return number;
        var shortened = Shorten((BigInteger)number.Coefficient, drop, rounding);
        return FeelNumber.TryRound(shortened, -scale, out var rounded) ? rounded : number;
    }

    public static BigInteger Shorten(BigInteger coefficient, int digits, FeelRounding rounding)
    {
        // So many digits more than there are leave nothing but the question whether it rounds to one.
        var unit = PowersOfTen.Big(Math.Min(digits, FeelNumberText.DigitCount(coefficient) + 2));
        var quotient = BigInteger.DivRem(coefficient, unit, out var rest);
        if (rest.IsZero) return quotient;
        var half = (BigInteger.Abs(rest) * 2).CompareTo(unit);
        var away = rounding switch
        {
            FeelRounding.HalfEven => half > 0 || (half == 0 && !quotient.IsEven),
            FeelRounding.HalfUp => half >= 0,
            FeelRounding.HalfDown => half > 0,
            FeelRounding.Up => true,
            FeelRounding.Floor => coefficient.Sign < 0,
            FeelRounding.Ceiling => coefficient.Sign > 0,
            _ => false,
        };
        return away ? quotient + coefficient.Sign : quotient;
    }
}
