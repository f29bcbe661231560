using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFlow.Testing.Mail;

/// <summary>A mail as a mail program would show it: decoded header fields, both texts, files.</summary>
internal sealed partial record ReceivedMail(
    ImmutableDictionary<string, string> Header, string PlainText, string? Html, ImmutableArray<ReceivedFile> Files)
{
    public string Subject => Header["Subject"];

    public static ReceivedMail Read(ReadOnlySpan<byte> bytes)
    {
        var root = Part.Read(Encoding.UTF8.GetString(bytes));
        var leaves = root.Leaves().ToList();
        var texts = leaves.Where(part => !part.Header.ContainsKey("Content-Disposition")).ToList();
        return new ReceivedMail(
            root.Header.ToImmutableDictionary(field => field.Key, field => Decoded(field.Value), StringComparer.OrdinalIgnoreCase),
            texts.Single(part => part.MediaType == "text/plain").Text,
            texts.SingleOrDefault(part => part.MediaType == "text/html")?.Text,
            [.. leaves.Except(texts).Select(part => new ReceivedFile(part.FileName, part.Header["Content-Type"], part.Bytes))]);
    }

    private static string Decoded(string field) => EncodedWord().Replace(
        BetweenEncodedWords().Replace(field, ""), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]+)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\?=) +(?==\?)")]
    private static partial Regex BetweenEncodedWords();

    [GeneratedRegex("=([0-9A-F]{2})|=\r\n")]
    private static partial Regex QuotedPrintable();

    private sealed record Part(Dictionary<string, string> Header, string Body)
    {
        public string MediaType => Header["Content-Type"].Split(';')[0];

        public string Text => Encoding.UTF8.GetString(Bytes).ReplaceLineEndings("\n");

        public byte[] Bytes => Header["Content-Transfer-Encoding"] switch
        {
            "base64" => Convert.FromBase64String(Body),
            "quoted-printable" => Encoding.Latin1.GetBytes(QuotedPrintable().Replace(Body, Unquoted)),
            var other => throw new FormatException($"Unexpected transfer encoding {other}."),
        };

        public string FileName => Header["Content-Disposition"] is var text && text.Contains("filename*=utf-8''", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(text.Split("''")[1])
            : text.Split('"')[1];

        public static Part Read(string text)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var fields = text[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(line => line.Split(": ", 2));
            var header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var field in fields) header[field[0]] = field[1];
            return new Part(header, text[(end + 4)..]);
        }

        public IEnumerable<Part> Leaves()
        {
            if (!MediaType.StartsWith("multipart/", StringComparison.Ordinal)) return [this];
            var boundary = Header["Content-Type"].Split("boundary=\"")[1].TrimEnd('"');
            return $"\r\n{Body}".Split($"\r\n--{boundary}")[1..^1].SelectMany(part => Read(part["\r\n".Length..]).Leaves());
        }

        private static string Unquoted(Match match) => match.Groups[1].Success ? $"{(char)Convert.ToByte(match.Groups[1].Value, 16)}" : "";
    }
}

/// <summary>A file that came with a mail.</summary>
internal sealed record ReceivedFile(string Name, string MediaType, byte[] Content);
