using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Roots, powers, exponentials and logarithms in fixed point with more digits than the result keeps.</summary>
internal static class FeelNumberMath
{
    private const int Digits = 60;
    private static readonly BigInteger Unit = BigInteger.Pow(10, Digits);
    private static readonly BigInteger LogTen = (6 * ArcTanhOfInverse(3)) + (2 * ArcTanhOfInverse(9));

    public static bool TrySqrt(FeelNumber number, out FeelNumber root)
    {
        root = default;
        if (number.Sign < 0) return false;
        if (number.Sign == 0) return true;
        var shift = 80 + ((number.Exponent % 2 == 0) ? 0 : 1);
        var radicand = (BigInteger)number.Coefficient * PowersOfTen.Big(shift);
        var floor = IntegerSqrt(radicand);
        var sticky = (floor * 10) + (floor * floor == radicand ? 0 : 1);
        return FeelNumber.TryRound(sticky, ((number.Exponent - shift) / 2) - 1, out root) && Plain(ref root);
    }

    public static bool TryExp(FeelNumber number, out FeelNumber result)
    {
        result = default;
        if (number > FeelNumber.FromInt64(15_000)) return false;
        if (number < FeelNumber.FromInt64(-15_000)) return true;
        var fixedPoint = ToFixed(number);
        var tens = BigInteger.Divide(fixedPoint, LogTen);
        return FeelNumber.TryRound(ExpFixed(fixedPoint - (tens * LogTen)), (int)tens - Digits, out result) && Plain(ref result);
    }

    public static bool TryLog(FeelNumber number, out FeelNumber result)
    {
        result = default;
        if (number.Sign <= 0) return false;
        return FeelNumber.TryRound(LogFixed(number), -Digits, out result) && Plain(ref result);
    }

    public static bool TryPower(FeelNumber number, FeelNumber power, out FeelNumber result)
    {
        result = FeelNumber.One;
        if (power.TryToInt64(out var whole) && Math.Abs(whole) <= 100_000) return TryWholePower(number, whole, out result);
        if (number.Sign == 0) return power.Sign > 0 && Zero(out result);
        if (number.Sign < 0) return false;
        var exponent = LogFixed(number) * (BigInteger)power.Coefficient;
        exponent = power.Exponent >= 0
            ? exponent * PowersOfTen.Big(power.Exponent)
            : BigInteger.Divide(exponent, PowersOfTen.Big(-power.Exponent));
        var tens = BigInteger.Divide(exponent, LogTen);
        if (BigInteger.Abs(tens) > FeelNumber.ExponentMax) return tens.Sign < 0 && Zero(out result);
        return FeelNumber.TryRound(ExpFixed(exponent - (tens * LogTen)), (int)tens - Digits, out result) && Plain(ref result);
    }

    private static bool TryWholePower(FeelNumber number, long power, out FeelNumber result)
    {
        result = FeelNumber.One;
        var factor = number;
        for (var rest = Math.Abs(power); rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1 && !FeelNumber.TryMultiply(result, factor, out result)) return false;
            if (rest > 1 && !FeelNumber.TryMultiply(factor, factor, out factor)) return power < 0 && Zero(out result);
        }

        return power >= 0 || FeelNumber.TryDivide(FeelNumber.One, result, out result);
    }

    private static bool Zero(out FeelNumber result)
    {
        result = default;
        return true;
    }

    private static BigInteger LogFixed(FeelNumber number)
    {
        var digits = FeelNumberText.DigitCount(number.Coefficient);
        // The mantissa is in [1, 10); its logarithm starts from the machine's and is made exact by Halley's method.
        var mantissa = (BigInteger)number.Coefficient * PowersOfTen.Big(Digits - digits + 1);
        var guess = Math.Log((double)number.Coefficient / Math.Pow(10, digits - 1));
        var log = (BigInteger)(guess * 1e15) * PowersOfTen.Big(Digits - 15);
        for (var round = 0; round < 3; round++)
        {
            var power = ExpFixed(log);
            log += BigInteger.Divide(2 * (mantissa - power) * Unit, mantissa + power);
        }

        return log + (LogTen * (digits - 1 + number.Exponent));
    }

    private static BigInteger ExpFixed(BigInteger value)
    {
        const int Halvings = 8;
        var reduced = value >> Halvings;
        var (sum, term) = (Unit + reduced, reduced);
        for (var n = 2; !term.IsZero && n < 200; n++)
        {
            term = term * reduced / (Unit * n);
            sum += term;
        }

        for (var i = 0; i < Halvings; i++) sum = sum * sum / Unit;
        return sum;
    }

    private static BigInteger ToFixed(FeelNumber number)
    {
        var shift = Digits + number.Exponent;
        return shift >= 0
            ? (BigInteger)number.Coefficient * PowersOfTen.Big(shift)
            : BigInteger.Divide((BigInteger)number.Coefficient, PowersOfTen.Big(-shift));
    }

    private static BigInteger ArcTanhOfInverse(int inverse)
    {
        var power = Unit / inverse;
        var sum = BigInteger.Zero;
        for (var n = 1; !power.IsZero; n += 2)
        {
            sum += power / n;
            power /= inverse * inverse;
        }

        return sum;
    }

    private static BigInteger IntegerSqrt(BigInteger value)
    {
        var guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + (value / guess)) >> 1;
            if (next >= guess) return guess;
            guess = next;
        }
    }

    private static bool Plain(ref FeelNumber value)
    {
        value = value.Stripped();
        return true;
    }
}
