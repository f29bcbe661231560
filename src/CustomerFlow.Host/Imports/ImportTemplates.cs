namespace CustomerFlow.Host.Imports;

/// <summary>Empty files with the right headers and one line that shows how to fill them in.</summary>
internal static class ImportTemplates
{
    public static async Task<byte[]> SheetAsync(string kind, Language language, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await using (var sheet = await SheetLines.StartAsync(stream, cancellationToken))
        {
            var fields = ImportFields.Of(kind);
            await sheet.WriteAsync(fields.Select(field => field.Label.In(language)), cancellationToken);
            await sheet.WriteAsync(fields.Select(field => field.Example.In(language) ?? ""), cancellationToken);
        }

        return stream.ToArray();
    }

    public static string FileName(string kind, Language language) => ImportTexts.TemplateName(kind).In(language) + ".xlsx";
}
