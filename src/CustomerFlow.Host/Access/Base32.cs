namespace CustomerFlow.Host.Access;

/// <summary>RFC 4648 base 32, the alphabet in which authenticator keys are typed.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    /// <summary>Blanks and padding are skipped; any other foreign character makes the key unreadable.</summary>
    public static byte[] Decode(string text)
    {
        var bytes = new List<byte>(text.Length * BitsPerCharacter / 8);
        var (buffer, bits) = (0, 0);
        foreach (var character in text.Where(character => character is not (' ' or '=')))
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (value < 0) throw new FormatException("The key holds a character that is not base 32.");
            buffer = (buffer << BitsPerCharacter) | value;
            bits += BitsPerCharacter;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
