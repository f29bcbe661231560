using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CustomerFlow.Host.Access;

/// <summary>Time-based one-time codes as authenticator apps show them: RFC 6238 with SHA-1, 30 seconds, 6 digits.</summary>
internal static class OneTimeCode
{
    private const int StepSeconds = 30;
    private const int DigitsCount = 6;
    private const int Modulus = 1_000_000;

    /// <summary>Clocks of phones differ: one step before and one after are accepted too.</summary>
    private const int StepsOfDrift = 1;

    /// <summary>Drops the blanks that people type between the groups of digits.</summary>
    public static string Digits(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);

    /// <summary>The time step whose code this is, or null when it is none of those accepted at <paramref name="now"/>.</summary>
    public static long? MatchingStep(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        if (code.Length != DigitsCount) return null;
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current - StepsOfDrift; step <= current + StepsOfDrift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Bytes(At(key, step)), Bytes(code))) return step;
        }

        return null;
    }

    /// <summary>The code that an app shows during <paramref name="step"/>.</summary>
    public static string At(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm is fixed by RFC 6238 and by what authenticator apps implement.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string digits) => System.Text.Encoding.ASCII.GetBytes(digits);
}
