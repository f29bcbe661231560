using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>The identity of a release: the same files, whatever their order, have the same hash.</summary>
public static class DefinitionHash
{
    /// <summary>SHA-256 over names and contents, ordered by name, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="resources">Each file's name, unique in the release, and its bytes.</param>
    public static string Of(IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> resources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in resources.OrderBy(resource => resource.Name, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The length goes first, so that no two lists of files run together to the same bytes.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
