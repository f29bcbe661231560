using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>A decimal number of 34 significant digits, rounded half-even, as DMN §10.3.2.3.1 asks (IEEE 754-2008 decimal128).</summary>
/// <remarks>The value is coefficient × 10^exponent. Numbers of equal value are equal, whatever their exponents.</remarks>
public readonly struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    internal const int DigitsMax = 34;
    internal const int ExponentMin = -6176;
    internal const int ExponentMax = 6111;
    private const int ExactGapMax = 80;

    private readonly Int128 _coefficient;
    private readonly int _exponent;

    private FeelNumber(Int128 coefficient, int exponent)
    {
        _coefficient = coefficient;
        _exponent = exponent;
    }

    /// <summary>Zero, also the default value.</summary>
    public static FeelNumber Zero => default;

    /// <summary>One.</summary>
    public static FeelNumber One => new(1, 0);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _coefficient == 0 ? 0 : Int128.IsNegative(_coefficient) ? -1 : 1;

    /// <summary>Whether the number has no fraction.</summary>
    public bool IsInteger => _exponent >= 0 || FeelNumberRounding.ToScale(this, 0, FeelRounding.Down) == this;

    internal Int128 Coefficient => _coefficient;

    internal int Exponent => _exponent;

    /// <summary>Makes a number from a whole one.</summary>
    /// <param name="value">Any 64-bit number.</param>
    public static FeelNumber FromInt64(long value) => new(value, 0);

    /// <summary>Makes a number from a decimal; all digits are kept.</summary>
    /// <param name="value">Any decimal.</param>
    public static FeelNumber FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        _ = decimal.GetBits(value, bits);
        var coefficient = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return new FeelNumber(bits[3] < 0 ? -coefficient : coefficient, -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>Reads a number such as <c>-1.5</c> or <c>2E3</c>.</summary>
    /// <exception cref="FormatException">The text is no number, or beyond the range.</exception>
    /// <param name="text">Digits with an optional fraction and power of ten.</param>
    public static FeelNumber Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException("This is not a FEEL number.");

    /// <summary>Reads a number such as <c>-1.5</c> or <c>2E3</c>; false when the text is none.</summary>
    /// <param name="text">Digits with an optional fraction and power of ten.</param>
    /// <param name="value">The number read.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber value) => FeelNumberText.TryParse(text, out value);

    /// <summary>Adds.</summary>
    /// <exception cref="OverflowException">The sum is beyond the range.</exception>
    public static FeelNumber operator +(FeelNumber left, FeelNumber right) =>
        TryAdd(left, right, out var sum) ? sum : throw new OverflowException();

    /// <summary>Subtracts.</summary>
    /// <exception cref="OverflowException">The difference is beyond the range.</exception>
    public static FeelNumber operator -(FeelNumber left, FeelNumber right) => left + -right;

    /// <summary>Negates.</summary>
    public static FeelNumber operator -(FeelNumber value) => new(-value._coefficient, value._exponent);

    /// <summary>Multiplies.</summary>
    /// <exception cref="OverflowException">The product is beyond the range.</exception>
    public static FeelNumber operator *(FeelNumber left, FeelNumber right) =>
        TryMultiply(left, right, out var product) ? product : throw new OverflowException();

    /// <summary>Divides.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">The quotient is beyond the range.</exception>
    public static FeelNumber operator /(FeelNumber left, FeelNumber right)
    {
        if (right.Sign == 0) throw new DivideByZeroException();
        return TryDivide(left, right, out var quotient) ? quotient : throw new OverflowException();
    }

    /// <summary>Equal in value.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.CompareTo(right) == 0;

    /// <summary>Different in value.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => left.CompareTo(right) != 0;

    /// <summary>Less.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    /// <summary>Adds; false when the sum is beyond the range.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <param name="sum">The sum, rounded half-even to 34 digits.</param>
    public static bool TryAdd(FeelNumber left, FeelNumber right, out FeelNumber sum)
    {
        if (left._exponent == right._exponent)
        {
            return TryRound(left._coefficient + right._coefficient, left._exponent, out sum);
        }

        var (high, low) = left._exponent > right._exponent ? (left, right) : (right, left);
        var gap = high._exponent - low._exponent;
        if (high._coefficient == 0 || low._coefficient == 0 || gap > ExactGapMax)
        {
            // Beyond the exact gap the smaller number lies far behind the last digit and cannot change the rounding.
            sum = high._coefficient == 0 ? low : high;
            return true;
        }

        if (gap <= 18 && Int128.Abs(high._coefficient) < long.MaxValue)
        {
            return TryRound((high._coefficient * (Int128)PowersOfTen.Of(gap)) + low._coefficient, low._exponent, out sum);
        }

        return TryRound(((BigInteger)high._coefficient * PowersOfTen.Big(gap)) + (BigInteger)low._coefficient, low._exponent, out sum);
    }

    /// <summary>Multiplies; false when the product is beyond the range.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <param name="product">The product, rounded half-even to 34 digits.</param>
    public static bool TryMultiply(FeelNumber left, FeelNumber right, out FeelNumber product)
    {
        var exponent = left._exponent + right._exponent;
        if (FitsInt64(left._coefficient) && FitsInt64(right._coefficient))
        {
            return TryRound(left._coefficient * right._coefficient, exponent, out product);
        }

        return TryRound((BigInteger)left._coefficient * (BigInteger)right._coefficient, exponent, out product);
    }

    /// <summary>Divides; false when the divisor is zero or the quotient is beyond the range.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <param name="quotient">The quotient, rounded half-even to 34 digits.</param>
    public static bool TryDivide(FeelNumber left, FeelNumber right, out FeelNumber quotient)
    {
        quotient = default;
        if (right._coefficient == 0) return false;
        if (left._exponent == right._exponent && FitsInt64(left._coefficient) && FitsInt64(right._coefficient))
        {
            var (whole, rest) = Math.DivRem((long)left._coefficient, (long)right._coefficient);
            if (rest == 0)
            {
                quotient = new FeelNumber(whole, 0);
                return true;
            }
        }

        const int Scale = (2 * DigitsMax) + 4;
        var dividend = (BigInteger)left._coefficient * PowersOfTen.Big(Scale);
        var exact = BigInteger.DivRem(dividend, (BigInteger)right._coefficient, out var remainder);
        // One more digit says that something followed, so that the half is not taken for exact.
        var sticky = (exact * 10) + (remainder.IsZero ? 0 : remainder.Sign * right.Sign);
        return TryRound(sticky, left._exponent - right._exponent - Scale - 1, out quotient) && Trim(ref quotient, remainder.IsZero);
    }

    /// <inheritdoc/>
    public int CompareTo(FeelNumber other)
    {
        if (_exponent == other._exponent) return _coefficient.CompareTo(other._coefficient);
        if (_exponent - other._exponent is >= -18 and <= 18 && FitsInt64(_coefficient) && FitsInt64(other._coefficient))
        {
            return _exponent > other._exponent
                ? (_coefficient * (Int128)PowersOfTen.Of(_exponent - other._exponent)).CompareTo(other._coefficient)
                : _coefficient.CompareTo(other._coefficient * (Int128)PowersOfTen.Of(other._exponent - _exponent));
        }

        if (Sign != other.Sign || _coefficient == 0) return Sign.CompareTo(other.Sign);
        var left = FeelNumberText.DigitCount(_coefficient) + _exponent;
        var right = FeelNumberText.DigitCount(other._coefficient) + other._exponent;
        if (left != right) return Sign > 0 ? left.CompareTo(right) : right.CompareTo(left);
        var gap = _exponent - other._exponent;
        return gap > 0
            ? ((BigInteger)_coefficient * PowersOfTen.Big(gap)).CompareTo((BigInteger)other._coefficient)
            : ((BigInteger)_coefficient).CompareTo((BigInteger)other._coefficient * PowersOfTen.Big(-gap));
    }

    /// <inheritdoc/>
    public bool Equals(FeelNumber other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var plain = Stripped();
        return HashCode.Combine(plain._coefficient, plain._exponent);
    }

    /// <summary>Gives the whole number; false when there is a fraction or it does not fit 64 bits.</summary>
    /// <param name="value">The whole number.</param>
    public bool TryToInt64(out long value)
    {
        value = 0;
        var plain = _exponent == 0 ? this : Stripped();
        if (plain._coefficient == 0) return true;
        if (plain._exponent is < 0 or > 18) return false;
        var wide = (BigInteger)plain._coefficient * PowersOfTen.Big(plain._exponent);
        if (wide < long.MinValue || wide > long.MaxValue) return false;
        value = (long)wide;
        return true;
    }

    /// <summary>Gives the nearest decimal.</summary>
    /// <exception cref="OverflowException">The number is beyond a decimal's range.</exception>
    public decimal ToDecimal() => decimal.Parse(ToString(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Gives the nearest binary number.</summary>
    public double ToDouble() => double.Parse(FeelNumberText.Scientific(this), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Writes plain digits without a power of ten, a sign for zero or zeros at the end of the fraction.</summary>
    public override string ToString() => FeelNumberText.Plain(this);

    internal static bool TryRound(BigInteger coefficient, int exponent, out FeelNumber value)
    {
        var digits = FeelNumberText.DigitCount(coefficient);
        if (digits > DigitsMax)
        {
            coefficient = FeelNumberRounding.Shorten(coefficient, digits - DigitsMax, FeelRounding.HalfEven);
            exponent += digits - DigitsMax;
        }

        return TryFit(coefficient, exponent, out value);
    }

    internal FeelNumber Stripped()
    {
        if (_coefficient == 0) return default;
        var (coefficient, exponent) = (_coefficient, _exponent);
        while (true)
        {
            var (quotient, rest) = Int128.DivRem(coefficient, 10);
            if (rest != 0) return new FeelNumber(coefficient, exponent);
            (coefficient, exponent) = (quotient, exponent + 1);
        }
    }

    private static bool TryRound(Int128 coefficient, int exponent, out FeelNumber value)
    {
        if (Int128.Abs(coefficient) <= PowersOfTen.CoefficientMax && exponent is >= ExponentMin and <= ExponentMax)
        {
            value = new FeelNumber(coefficient, exponent);
            return true;
        }

        return TryRound((BigInteger)coefficient, exponent, out value);
    }

    private static bool TryFit(BigInteger coefficient, int exponent, out FeelNumber value)
    {
        value = default;
        if (coefficient.IsZero) return true;
        if (exponent < ExponentMin)
        {
            // Below the range digits fall away, in the end all of them.
            coefficient = FeelNumberRounding.Shorten(coefficient, ExponentMin - exponent, FeelRounding.HalfEven);
            exponent = ExponentMin;
        }

        if (exponent > ExponentMax)
        {
            var room = DigitsMax - FeelNumberText.DigitCount(coefficient);
            if (exponent - ExponentMax > room) return false;
            coefficient *= PowersOfTen.Big(exponent - ExponentMax);
            exponent = ExponentMax;
        }

        value = new FeelNumber((Int128)coefficient, exponent);
        return true;
    }

    private static bool Trim(ref FeelNumber value, bool exact)
    {
        if (exact) value = value.Stripped();
        if (value._exponent is > 0 and <= DigitsMax && FeelNumberText.DigitCount(value._coefficient) + value._exponent <= DigitsMax)
        {
            value = new FeelNumber(value._coefficient * (Int128)PowersOfTen.Of(value._exponent), 0);
        }

        return true;
    }

    private static bool FitsInt64(Int128 value) => value >= long.MinValue && value <= long.MaxValue;
}
