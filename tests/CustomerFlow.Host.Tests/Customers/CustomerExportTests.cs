using System.Net;
using CustomerFlow.Host.Imports;
using CustomerFlow.Host.Tests.Imports;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Customers;

/// <summary>What a list of customers shows leaves as a file: safely, within reach, and not unnoticed.</summary>
public sealed class CustomerExportTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_cell_that_would_be_a_formula_is_made_harmless_in_both_formats()
    {
        using var manager = await Host.SignedInAsync("manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            "编号,客户名称,联系人,电话,邮箱", "EX-1,=1+1公式公司,\"@人, \"\"引号\"\"\",+8613911110001,ex@example.com"));

        var csv = await ExportAsync(manager, "公式公司", "csv");
        var sheet = ImportFile.Lines(await (await PostAsync(manager, "公式公司", "xlsx")).Content.ReadAsByteArrayAsync()).ToList();

        Assert.Contains("EX-1,'=1+1公式公司,", csv, StringComparison.Ordinal);
        Assert.Contains("\"'@人, \"\"引号\"\"\",'+8613911110001,ex@example.com", csv, StringComparison.Ordinal);
        // Our own reader takes the apostrophe off again, so that nothing is lost on the way back.
        Assert.Equal(["EX-1", "=1+1公式公司"], sheet[1].Cells[..2]);
    }

    [Fact]
    public async Task Who_sees_only_some_customers_takes_only_those_along_and_no_addresses()
    {
        using var manager = await Host.SignedInAsync("manager");
        using var agent = await Host.SignedInAsync("agent");
        using var sales = await Host.SignedInAsync("sales");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            "编号,客户名称,联系人,电话,负责人", "SC-1,范围公司,范围人,13911110002,agent"));

        var all = await ExportAsync(manager, "范围公司", "csv");
        var own = await ExportAsync(agent, "范围公司", "csv");
        var none = await ExportAsync(sales, "范围公司", "csv");

        Assert.Contains("13911110002", all, StringComparison.Ordinal);
        Assert.Contains("范围人", own, StringComparison.Ordinal);
        Assert.DoesNotContain("13911110002", own, StringComparison.Ordinal);
        Assert.DoesNotContain("范围公司", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_says_who_took_how_many_along_and_nothing_about_them()
    {
        using var manager = await Host.SignedInAsync("manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8("编号,客户名称", "AU-1,审计公司甲", "AU-2,审计公司乙"));

        await ExportAsync(manager, "审计公司", "csv");

        await using var db = ImportScene.Open(Host);
        var entry = await db.AuditEntries.Where(row => row.Action == "export").OrderByDescending(row => row.Id).FirstAsync();
        Assert.StartsWith("person:", entry.Actor, StringComparison.Ordinal);
        Assert.Contains("\"rows\": 2", entry.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain("审计", entry.Changes, StringComparison.Ordinal);
    }

    private static async Task<string> ExportAsync(HttpClient visitor, string query, string format)
    {
        using var answer = await PostAsync(visitor, query, format);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient visitor, string query, string format) =>
        TestHost.PostFormAsync(visitor, "/account", "/customers?handler=Export", ("q", query), ("format", format));
}
