using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Data.Protection;

/// <summary>
/// Seals text with AES-256-GCM. A sealed value is one byte of version, 12 of nonce, 16 of tag, then the cipher text. What it belongs
/// to is authenticated with it, so that a value copied to another person or column does not open.
/// </summary>
public sealed class FieldProtector(MasterKey masterKey)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;
    private const int KeyBytes = 32;

    private readonly byte[] wrappingKey = masterKey.Derive("wrap data keys v1");
    private readonly byte[] installationKey = masterKey.Derive("seal installation secrets v1");

    /// <summary>Seals a text of a data subject.</summary>
    /// <param name="key">The subject's data key.</param>
    /// <param name="column">The column it is for, such as <c>contact.phone</c>.</param>
    /// <param name="text">The text; null stays null.</param>
    /// <exception cref="InvalidOperationException">The subject was erased: nothing new may be kept about it.</exception>
    public static byte[]? Seal(DataKey key, string column, string? text)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (text is null)
            return null;

        var secret = key.Secret ?? throw new InvalidOperationException("The data subject was erased; nothing can be sealed for it.");
        return SealBytes(secret, Context(key.Subject, column), Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Opens a sealed text; null when there is none or the subject was erased.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another subject, column or master key.</exception>
    public static string? Open(DataKey key, string column, byte[]? sealedText)
    {
        ArgumentNullException.ThrowIfNull(key);
        return sealedText is null || key.Secret is null
            ? null
            : Encoding.UTF8.GetString(OpenBytes(key.Secret, Context(key.Subject, column), sealedText));
    }

    /// <summary>Seals a secret of the installation itself, such as a key that signs cookies.</summary>
    public byte[] SealForInstallation(string purpose, string text) =>
        SealBytes(installationKey, Context(0, purpose), Encoding.UTF8.GetBytes(text));

    /// <summary>Opens what <see cref="SealForInstallation"/> sealed.</summary>
    public string OpenForInstallation(string purpose, byte[] sealedText) =>
        Encoding.UTF8.GetString(OpenBytes(installationKey, Context(0, purpose), sealedText));

    internal byte[] NewWrappedKey(long subject) =>
        SealBytes(wrappingKey, Context(subject, "data key"), RandomNumberGenerator.GetBytes(KeyBytes));

    internal DataKey Unwrap(long subject, byte[]? wrapped) =>
        new(subject, wrapped is null ? null : OpenBytes(wrappingKey, Context(subject, "data key"), wrapped));

    private static byte[] Context(long subject, string column)
    {
        var context = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(column)];
        BinaryPrimitives.WriteInt64BigEndian(context, subject);
        Encoding.UTF8.GetBytes(column, context.AsSpan(sizeof(long)));
        return context;
    }

    private static byte[] SealBytes(byte[] key, byte[] context, ReadOnlySpan<byte> plain)
    {
        var result = new byte[HeaderBytes + plain.Length];
        result[0] = Version;
        var nonce = result.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, result.AsSpan(HeaderBytes), result.AsSpan(1 + NonceBytes, TagBytes), context);
        return result;
    }

    private static byte[] OpenBytes(byte[] key, byte[] context, ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderBytes || value[0] != Version)
            throw new CryptographicException("This is not a sealed value of a known version.");

        var plain = new byte[value.Length - HeaderBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(value.Slice(1, NonceBytes), value[HeaderBytes..], value.Slice(1 + NonceBytes, TagBytes), plain, context);
        return plain;
    }
}

/// <summary>The key of one data subject, opened; without a secret once the subject was erased.</summary>
public sealed class DataKey
{
    internal DataKey(long subject, byte[]? secret)
    {
        Subject = subject;
        Secret = secret;
    }

    /// <summary>The contact, or the customer where no contact is known.</summary>
    public long Subject { get; }

    /// <summary>True once the key was destroyed: nothing sealed under it opens again.</summary>
    public bool IsErased => Secret is null;

    internal byte[]? Secret { get; }
}
