using System.Buffers;

namespace CustomerFlow.Host.Mail;

/// <summary>The body as DATA wants it (RFC 5321 § 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>
    /// Doubles every dot that begins a line and closes the last line. Stray CR and LF become CRLF: a server that takes a lone LF for
    /// the end of a line could otherwise be shown an end of the mail inside the mail.
    /// </summary>
    public static ReadOnlyMemory<byte> Apply(ReadOnlySpan<byte> message)
    {
        var stuffed = new ArrayBufferWriter<byte>(message.Length + message.Length / 64 + 2);
        for (var rest = message; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.StartsWith("."u8)) stuffed.Write("."u8);
            stuffed.Write(line);
            stuffed.Write("\r\n"u8);
            rest = rest[line.Length..];
            rest = rest.StartsWith("\r\n"u8) ? rest[2..] : rest[Math.Min(1, rest.Length)..];
        }

        return stuffed.WrittenMemory;
    }
}
