namespace CustomerFlow.Host.Mail;

/// <summary>The body as DATA wants it (RFC 5321 § 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>
    /// Doubles every dot that begins a line and closes the last line. Stray CR and LF become CRLF: a server that takes a lone LF for
    /// the end of a line could otherwise be shown an end of the mail inside the mail.
    /// </summary>
    public static byte[] Apply(ReadOnlySpan<byte> message)
    {
        var stuffed = new List<byte>(message.Length + message.Length / 64 + 2);
        var atLineStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] is (byte)'\r' or (byte)'\n')
            {
                if (message[i] == '\r' && i + 1 < message.Length && message[i + 1] == '\n') i++;
                stuffed.AddRange("\r\n"u8);
                atLineStart = true;
                continue;
            }

            if (atLineStart && message[i] == '.') stuffed.Add((byte)'.');
            stuffed.Add(message[i]);
            atLineStart = false;
        }

        if (!atLineStart) stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }
}
