using System.Collections.Immutable;
using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on numbers (DMN §10.3.4.5).</summary>
internal static class NumberFunctions
{
    private delegate bool NumberFunction(FeelNumber number, out FeelNumber result);

    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        Rounding("decimal", "n, scale", FeelRounding.HalfEven),
        Rounding("floor", "n, scale?", FeelRounding.Floor),
        Rounding("ceiling", "n, scale?", FeelRounding.Ceiling),
        Rounding("round up", "n, scale", FeelRounding.Up),
        Rounding("round down", "n, scale", FeelRounding.Down),
        Rounding("round half up", "n, scale", FeelRounding.HalfUp),
        Rounding("round half down", "n, scale", FeelRounding.HalfDown),
        Rounding("round half even", "n, scale", FeelRounding.HalfEven),
        new("abs", "n", Abs),
        new("modulo", "dividend, divisor", Modulo),
        new("sqrt", "number", call => Apply(call, FeelNumberMath.TrySqrt)),
        new("log", "number", call => Apply(call, FeelNumberMath.TryLog)),
        new("exp", "number", call => Apply(call, FeelNumberMath.TryExp)),
        new("odd", "number", call => Parity(call, isEven: false)),
        new("even", "number", call => Parity(call, isEven: true)),
    ];

    private static BuiltInFunction Rounding(string name, string signature, FeelRounding rounding) => new(name, signature, call =>
    {
        if (call.Number(0) is not { } number) return null;
        var scale = call.IsGiven(1) ? call.Whole(1) : 0;
        if (scale is null or < -FeelNumber.ExponentMax or > -FeelNumber.ExponentMin) return null;
        return new FeelNumberValue(FeelNumberRounding.ToScale(number, (int)scale.Value, rounding));
    });

    private static FeelNumberValue? Apply(BuiltInCall call, NumberFunction function) =>
        call.Number(0) is { } number && function(number, out var result) ? new FeelNumberValue(result) : null;

    private static FeelValue? Abs(BuiltInCall call) => call.Single(0) switch
    {
        FeelNumberValue number => new FeelNumberValue(number.Value.Sign < 0 ? -number.Value : number.Value),
        FeelDaysDuration duration => new FeelDaysDuration(duration.Value < NodaTime.Duration.Zero ? -duration.Value : duration.Value),
        FeelYearsDuration duration => new FeelYearsDuration(Math.Abs(duration.Months)),
        _ => null,
    };

    private static FeelNumberValue? Modulo(BuiltInCall call)
    {
        if (call.Number(0) is not { } dividend || call.Number(1) is not { } divisor || divisor.Sign == 0) return null;
        var exponent = Math.Min(dividend.Exponent, divisor.Exponent);
        var left = (BigInteger)dividend.Coefficient * PowersOfTen.Big(dividend.Exponent - exponent);
        var right = (BigInteger)divisor.Coefficient * PowersOfTen.Big(divisor.Exponent - exponent);
        var rest = BigInteger.Remainder(left, right);
        // The result has the sign of the divisor, as the difference to the floor of the quotient has.
        if (!rest.IsZero && rest.Sign != right.Sign) rest += right;
        return FeelNumber.TryRound(rest, exponent, out var result) ? new FeelNumberValue(result) : null;
    }

    private static FeelValue? Parity(BuiltInCall call, bool isEven)
    {
        if (call.Number(0) is not { IsInteger: true } number) return null;
        var plain = number.Stripped();
        return FeelValue.Of((plain.Exponent > 0 || Int128.IsEvenInteger(plain.Coefficient)) == isEven);
    }
}
