using System.Numerics;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Powers of ten, the small ones from a table.</summary>
internal static class PowersOfTen
{
    private static readonly UInt128[] Small = MakeSmall();
    private static readonly BigInteger[] Large = MakeLarge();

    /// <summary>The largest coefficient of 34 digits.</summary>
    public static Int128 CoefficientMax { get; } = (Int128)Small[34] - 1;

    public static UInt128 Of(int power) => Small[power];

    public static BigInteger Big(int power) => power < Large.Length ? Large[power] : BigInteger.Pow(10, power);

    private static UInt128[] MakeSmall()
    {
        var table = new UInt128[39];
        table[0] = 1;
        for (var i = 1; i < table.Length; i++) table[i] = table[i - 1] * 10;
        return table;
    }

    private static BigInteger[] MakeLarge()
    {
        var table = new BigInteger[128];
        table[0] = 1;
        for (var i = 1; i < table.Length; i++) table[i] = table[i - 1] * 10;
        return table;
    }
}
