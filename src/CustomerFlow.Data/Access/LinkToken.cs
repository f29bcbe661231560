using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Data.Access;

/// <summary>The secret in a link: 128 random bits, of which only the hash is stored.</summary>
/// <param name="Text">22 characters for the address.</param>
/// <param name="Hash">What is stored and looked up.</param>
public sealed record LinkToken(string Text, byte[] Hash)
{
    private const int Bytes = 16;

    /// <summary>A new secret.</summary>
    public static LinkToken Create()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return new LinkToken(text, HashOf(text));
    }

    /// <summary>The hash to look a presented secret up by.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
