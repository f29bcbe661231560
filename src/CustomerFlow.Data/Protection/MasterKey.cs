using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Data.Protection;

/// <summary>The one secret from which all other keys come. It is never in the database.</summary>
public sealed class MasterKey
{
    private const int Bytes = 32;
    private const string FileName = "master.key";

    private readonly byte[] secret;

    private MasterKey(byte[] secret) => this.secret = secret;

    /// <summary>Reads <c>Data:MasterKey</c>, else the key file of the data directory, which is made when that is allowed.</summary>
    /// <param name="options">Where the key is.</param>
    /// <param name="mayGenerate">True for the private server and in Development, where the directory is all there is.</param>
    /// <exception cref="InvalidOperationException">There is no key or it is not one; the message says what to do.</exception>
    public static MasterKey Load(DataOptions options, bool mayGenerate)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MasterKey is { Length: > 0 } configured)
            return Parse(configured, "Data:MasterKey");

        var file = Path.Combine(Path.GetFullPath(options.Directory), FileName);
        if (!File.Exists(file))
        {
            if (!mayGenerate)
                throw new InvalidOperationException(
                    "Data:MasterKey is not set. Set the environment variable Data__MasterKey to 32 random bytes in base64 "
                    + "(openssl rand -base64 32) and keep a copy in a safe place: without it the contact data cannot be read.\n"
                    + "未设置 Data:MasterKey。请把环境变量 Data__MasterKey 设为 32 个随机字节的 base64 文本"
                    + "（openssl rand -base64 32），并妥善保存副本：丢失后联系人数据将无法读取。");
            Generate(file);
        }

        return Parse(File.ReadAllText(file), file);
    }

    /// <summary>A key from 32 bytes in base64.</summary>
    /// <param name="base64">The text.</param>
    /// <param name="origin">Where it came from, for the message.</param>
    public static MasterKey Parse(string base64, string origin)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var bytes = new byte[Bytes];
        var isKey = Convert.TryFromBase64String(base64.Trim(), bytes, out var length) && length == Bytes;
        return isKey
            ? new MasterKey(bytes)
            : throw new InvalidOperationException(
                $"{origin} is not a key: it must be exactly 32 bytes in base64 (openssl rand -base64 32).\n"
                + $"{origin} 不是有效的密钥：必须是恰好 32 个字节的 base64 文本（openssl rand -base64 32）。");
    }

    /// <summary>A key of its own for one purpose.</summary>
    internal byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Bytes, salt: null, Encoding.UTF8.GetBytes("customerflow " + purpose));

    private static void Generate(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var writer = new StreamWriter(file, options);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another node on the same directory was first; its key counts.
        }
    }
}
