using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Workflows.Runtime;

/// <summary>
/// Tokens of links for customers: 128 bits each, derived from a secret that the shell draws anew for every turn and keeps nowhere. So
/// the deciding half of a step stays pure, and a token exists only in the mail that carries it.
/// </summary>
/// <param name="secret">32 random bytes.</param>
public sealed class LinkTokens(byte[] secret)
{
    private const int TokenBytes = 16;

    /// <summary>The token for a purpose: the same for the same purpose, 22 characters that may stand in a URL.</summary>
    /// <param name="purpose">Unique within the step, such as <c>status</c>.</param>
    public string For(string purpose) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(purpose)).AsSpan(0, TokenBytes));

    /// <summary>What is stored of a token: SHA-256, 32 bytes.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
