using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace CustomerFlow.Host.Imports;

/// <summary>One line of a file: its number as a spreadsheet counts it, and its cells.</summary>
internal sealed record FileLine(int Number, string[] Cells)
{
    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A file that cannot be read, in words for whoever sent it.</summary>
internal sealed class ImportFileException(Text why) : Exception(why.En)
{
    public Text Why { get; } = why;
}

/// <summary>Reads the lines of a file by what is in it; its name does not matter.</summary>
internal static class ImportFile
{
    private const int LooksAtBytes = 64 * 1024;
    private static readonly byte[] Packed = "PK\u0003\u0004"u8.ToArray();
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The lines one after the other; empty ones are left out.</summary>
    /// <exception cref="ImportFileException">It is no table, or too large.</exception>
    public static IEnumerable<FileLine> Lines(byte[] content)
    {
        if (content.Length == 0) throw new ImportFileException(ImportTexts.FileEmpty);
        if (content.AsSpan().StartsWith(OldOffice)) throw new ImportFileException(ImportTexts.FileOldExcel);
        var lines = content.AsSpan().StartsWith(Packed) ? SheetLines(content) : TextLines(content);
        return Bounded(lines.Where(line => !line.IsEmpty));
    }

    private static IEnumerable<FileLine> Bounded(IEnumerable<FileLine> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            // One more than the rows: the headers.
            if (++count > ImportLimits.RowsMax + 1) throw new ImportFileException(ImportTexts.TooManyRows);
            if (line.Cells.Length > ImportLimits.ColumnsMax) throw new ImportFileException(ImportTexts.TooManyColumns);
            if (line.Cells.Any(cell => cell.Length > ImportLimits.CellCharactersMax))
                throw new ImportFileException(ImportTexts.CellTooLong(line.Number));
            yield return line with { Cells = [.. line.Cells.Select(Cell)] };
        }
    }

    // What our own files put before a formula sign, so that spreadsheets do not run it, is taken off again.
    private static string Cell(string text)
    {
        var plain = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        return plain.Length > 1 && plain[0] == '\'' && FormulaSafe.IsRisky(plain[1..]) ? plain[1..] : plain;
    }

    private static IEnumerable<FileLine> TextLines(byte[] content)
    {
        var text = Decode(content);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text).ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BadDataFound = null,
            MaxFieldSize = 0,
        };
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        while (parser.Read())
            yield return new FileLine(parser.Row, parser.Record ?? []);
    }

    private static string Decode(byte[] content)
    {
        foreach (Encoding marked in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (content.AsSpan().StartsWith(marked.Preamble)) return marked.GetString(content.AsSpan(marked.Preamble.Length));
        }

        if (content.AsSpan(0, Math.Min(content.Length, LooksAtBytes)).Contains((byte)0))
            throw new ImportFileException(ImportTexts.FileNoTable);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            // Excel on a Chinese Windows saves CSV so; anything that is no UTF-8 is tried.
        }

        try
        {
            return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException(ImportTexts.FileNoText);
        }
    }

    /// <summary>The sign that stands most often in the first line, outside quotes.</summary>
    private static char DelimiterOf(string text)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var sign in text)
        {
            if (sign == '"') quoted = !quoted;
            if (sign == '\n' && !quoted && counts.Any(count => count > 0)) break;
            if (!quoted && Array.IndexOf(Delimiters, sign) is >= 0 and var index) counts[index]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static IEnumerable<FileLine> SheetLines(byte[] content)
    {
        CheckUnpacked(content);
        using var stream = new MemoryStream(content, writable: false);
        using var reader = OpenSheet(stream);
        var number = 0;
        while (reader.Read())
        {
            number++;
            yield return new FileLine(number, [.. Enumerable.Range(0, reader.FieldCount).Select(column => Value(reader.GetValue(column)))
                .Reverse().SkipWhile(cell => cell.Length == 0).Reverse()]);
        }
    }

    private static void CheckUnpacked(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Sum(entry => entry.Length) > ImportLimits.UnpackedBytesMax)
                throw new ImportFileException(ImportTexts.FileTooLarge);
        }
        catch (InvalidDataException)
        {
            throw new ImportFileException(ImportTexts.FileNoTable);
        }
    }

    private static IExcelDataReader OpenSheet(MemoryStream stream)
    {
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(stream);
        }
        catch (Exception exception) when (exception is ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new ImportFileException(ImportTexts.FileNoTable);
        }
    }

    private static string Value(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        // A phone number that the spreadsheet took for a number must not come out as 1.38E+10.
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
