using System.Buffers;
using System.Text;

namespace CustomerFlow.Host.Imports;

/// <summary>Writes CSV that Excel opens in the right letters and without running anything in it (RFC 4180, UTF-8 with a mark).</summary>
internal sealed class CsvLines(Stream target) : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n\t");

    private readonly StreamWriter writer =
        new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    public Task WriteAsync(IEnumerable<string?> cells, CancellationToken cancellationToken) =>
        writer.WriteLineAsync(string.Join(',', cells.Select(cell => Quoted(FormulaSafe.Of(cell ?? "")))).AsMemory(), cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(NeedQuotes) < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
