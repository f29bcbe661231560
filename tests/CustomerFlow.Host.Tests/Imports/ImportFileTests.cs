using System.Net;
using System.Text;
using CustomerFlow.Host.Imports;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Imports;

/// <summary>Files as people have them: other letters, other separators, and some that are no tables.</summary>
public sealed class ImportFileTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    public static TheoryData<string, string> Writings => new()
    {
        { "utf-8", "," }, { "utf-8-mark", ";" }, { "gb18030", "," }, { "gb18030", "\t" }, { "utf-16", "," },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public void Letters_and_separators_are_found_out(string letters, string separator)
    {
        // GB18030 alone has the second character; a reader for the older GBK would lose it.
        var text = $"客户名称{separator}联系人\r\n\"㐀华为,;\r\n公司\"{separator}张\r\n";
        var encoding = letters == "utf-8-mark" ? new UTF8Encoding(true) : Encoding.GetEncoding(letters == "utf-8-mark" ? "utf-8" : letters);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        var lines = ImportFile.Lines(content).ToList();

        Assert.Equal(["客户名称", "联系人"], lines[0].Cells);
        Assert.Equal(["㐀华为,;\r\n公司", "张"], lines[1].Cells);
        Assert.Equal(2, lines[1].Number);
    }

    [Fact]
    public async Task A_sheet_is_read_by_what_is_in_it_whatever_its_name()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var sheet = await ImportScene.SheetAsync(["Company", "Contact person", "Mobile"], ["Sheet Ltd", "Ann", "+44 20 7946 0000"]);

        var key = await ImportScene.UploadAsync(manager, sheet, fileName: "misnamed.csv");

        Assert.Equal(["name", "contact", "phone"], (await ImportScene.BatchAsync(Host, key)).Columns);
    }

    [Theory]
    [InlineData("customers", "zh")]
    [InlineData("purchases", "en")]
    public async Task Templates_are_understood_column_by_column(string kind, string language)
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");

        var template = await manager.GetByteArrayAsync(
            new Uri($"/customers/import?handler=Template&kind={kind}&language={language}", UriKind.Relative));

        var key = await ImportScene.UploadAsync(manager, template, kind, "template.xlsx");
        Assert.Equal(ImportFields.Of(kind).Select(field => field.Id), (await ImportScene.BatchAsync(Host, key)).Columns);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_a_sentence()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var files = new (byte[] Content, string Sentence)[]
        {
            ([], "The file is empty."),
            ([0xD0, 0xCF, 0x11, 0xE0, 1, 2], "old Excel file"),
            ([.. "PK\u0003\u0004"u8, 1, 2, 3], "neither an Excel file"),
            ([0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 1], "neither an Excel file"),
            ([0xFF, 0xFF, 0x80, 0x81], "letters of the file cannot be read"),
            (ImportScene.Utf8("客户名称"), "nothing below them"),
            (ImportScene.Utf8("客户名称", new string('x', ImportLimits.CellCharactersMax + 1)), "line 2 has more than"),
        };

        foreach (var (content, sentence) in files)
        {
            using var answer = await ImportScene.SendAsync(manager, content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await using var db = ImportScene.Open(Host);
        Assert.False(await db.ImportRows.AnyAsync(row => row.Line == 2 && db.ImportBatches.All(batch => batch.Key != row.BatchKey)));
    }

    [Fact]
    public async Task More_rows_than_the_limit_leave_nothing()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await using var db = ImportScene.Open(Host);
        var before = await db.ImportBatches.CountAsync();

        using var answer = await ImportScene.SendAsync(
            manager, ImportScene.Utf8(["客户名称", .. Enumerable.Repeat("x", ImportLimits.RowsMax + 1)]));

        Assert.Contains("more than 100,000 lines", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await db.ImportBatches.CountAsync());
    }

    [Fact]
    public async Task Columns_can_be_corrected_and_missing_ones_are_named()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var key = await ImportScene.UploadAsync(manager, ImportScene.Utf8("甲列,乙列", "列名公司,13980000001"));
        var page = $"/customers/import/{key}";

        using var missing = await TestHost.PostFormAsync(manager, page, page + "?handler=Check", ("columns", ""), ("columns", "phone"));
        using var twice = await TestHost.PostFormAsync(manager, page, page + "?handler=Check", ("columns", "name"), ("columns", "name"));
        using var chosen = await TestHost.PostFormAsync(manager, page, page + "?handler=Check", ("columns", "name"), ("columns", "region"));
        await ImportScene.UntilAsync(Host, key, "ready");

        Assert.Contains("holds the customer's name or number", WebUtility.HtmlDecode(await missing.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("was chosen twice", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal(1, (await ImportScene.BatchAsync(Host, key)).RowsNew);
    }

    [Fact]
    public async Task A_file_that_nobody_finished_is_forgotten_after_two_weeks()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var old = await ImportScene.UploadAsync(manager, ImportScene.Utf8("客户名称", "旧文件公司"));
        var fresh = await ImportScene.UploadAsync(manager, ImportScene.Utf8("客户名称", "新文件公司"));
        await using var db = ImportScene.Open(Host);
        var past = DateTimeOffset.UnixEpoch;
        await db.Database.ExecuteSqlAsync($"update customerflow.import_batch set created_at = {past} where key = {old}");

        await Host.Services.GetRequiredService<ImportWork>().ForgetAsync(CancellationToken.None);

        Assert.Equal([fresh], await db.ImportRows.Where(row => row.BatchKey == old || row.BatchKey == fresh).Select(row => row.BatchKey).ToListAsync());
        Assert.Equal("cancelled", (await ImportScene.BatchAsync(Host, old)).State);
    }
}
