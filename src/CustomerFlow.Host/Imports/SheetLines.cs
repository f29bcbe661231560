using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CustomerFlow.Host.Imports;

/// <summary>
/// Writes one sheet of text as an Excel workbook (ECMA-376), line by line and without keeping it in memory. Every cell is text: nothing
/// in it can be run.
/// </summary>
internal sealed class SheetLines : IAsyncDisposable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string MainType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml",
            $"""
             <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
             <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
             <Override PartName="/xl/workbook.xml" ContentType="{MainType}.sheet.main+xml"/>
             <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MainType}.worksheet+xml"/></Types>
             """),
        ("_rels/.rels",
            $"""
             <Relationships xmlns="{Relations}">
             <Relationship Id="r1" Type="{OfficeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
             """),
        ("xl/workbook.xml",
            $"""
             <workbook xmlns="{Main}" xmlns:r="{OfficeRelations}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>
             """),
        ("xl/_rels/workbook.xml.rels",
            $"""
             <Relationships xmlns="{Relations}">
             <Relationship Id="r1" Type="{OfficeRelations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
             """),
    ];

    private readonly ZipArchive archive;
    private readonly XmlWriter sheet;

    private SheetLines(ZipArchive archive, XmlWriter sheet) => (this.archive, this.sheet) = (archive, sheet);

    public static async Task<SheetLines> StartAsync(Stream target, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(
            target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var (name, text) in Parts)
        {
            await using var part = await archive.CreateEntry(name).OpenAsync(cancellationToken);
            await part.WriteAsync(Encoding.UTF8.GetBytes(Declaration + text), cancellationToken);
        }

        var stream = await archive.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync(cancellationToken);
        var sheet = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Async = true, CloseOutput = true, Encoding = new UTF8Encoding(false), CheckCharacters = false,
        });
        await sheet.WriteStartDocumentAsync();
        await sheet.WriteStartElementAsync(null, "worksheet", Main);
        await sheet.WriteStartElementAsync(null, "sheetData", Main);
        return new SheetLines(archive, sheet);
    }

    public async Task WriteAsync(IEnumerable<string?> cells, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await sheet.WriteStartElementAsync(null, "row", Main);
        foreach (var cell in cells)
        {
            await sheet.WriteStartElementAsync(null, "c", Main);
            if (!string.IsNullOrEmpty(cell))
            {
                await sheet.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                await sheet.WriteStartElementAsync(null, "is", Main);
                await sheet.WriteStartElementAsync(null, "t", Main);
                await sheet.WriteAttributeStringAsync("xml", "space", null, "preserve");
                // Saved as CSV later, the text would be a formula after all.
                await sheet.WriteStringAsync(Printable(FormulaSafe.Of(cell)));
                await sheet.WriteEndElementAsync();
                await sheet.WriteEndElementAsync();
            }

            await sheet.WriteEndElementAsync();
        }

        await sheet.WriteEndElementAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await sheet.WriteEndDocumentAsync();
        await sheet.DisposeAsync();
        await archive.DisposeAsync();
    }

    // Signs that XML cannot hold, such as a bell, have no business in a sheet.
    private static string Printable(string text) =>
        string.Concat(text.Where(sign => XmlConvert.IsXmlChar(sign) || char.IsSurrogate(sign)));
}
