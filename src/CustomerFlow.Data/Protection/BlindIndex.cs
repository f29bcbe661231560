using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Data.Protection;

/// <summary>
/// Keyed hashes by which sealed values are found: HMAC-SHA256 over the normalised value, under a key of its own. The same value has
/// the same hash in every row, and who holds only the database cannot try values out.
/// </summary>
public sealed class BlindIndex(MasterKey masterKey)
{
    private const int EndDigits = 4;

    private readonly byte[] key = masterKey.Derive("blind index v1");

    /// <summary>Finds a whole phone number; null when there is none in the text.</summary>
    public byte[]? Phone(string? phone) => Hash("phone", ContactAddresses.Phone(phone));

    /// <summary>Finds a phone number by its last four digits; null when there are fewer.</summary>
    public byte[]? PhoneEnd(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        // Four digits are the end itself; read as a number they would lose the zeros that they begin with.
        if (digits.Length > EndDigits) digits = string.Concat((ContactAddresses.Phone(phone) ?? digits).Where(char.IsAsciiDigit));
        return digits.Length < EndDigits ? null : Hash("phone end", digits[^EndDigits..]);
    }

    /// <summary>Finds an e-mail address.</summary>
    public byte[]? Email(string? email) => Hash("email", ContactAddresses.Email(email));

    /// <summary>Finds an id in a message app.</summary>
    public byte[]? MessageId(string? messageId) => Hash("message id", ContactAddresses.MessageId(messageId));

    private byte[]? Hash(string kind, string? value) =>
        value is null ? null : HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(kind + '\0' + value));
}
