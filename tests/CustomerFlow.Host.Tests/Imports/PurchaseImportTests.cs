using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Imports;

/// <summary>Purchases come from a file, each order line once.</summary>
public sealed class PurchaseImportTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Headers = "订单行号,客户编号,电话,购买日期,产品,数量,金额,币种";

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Order_lines_come_on_file_once_whatever_they_name_the_customer_by()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8("编号,客户名称,联系人,电话", "PU-1,买家公司,买家,13910000001"));
        var file = ImportScene.Utf8(
            Headers, "O-1,PU-1,,2026/3/15,水泵,2,\"¥1,380.00\",CNY", "O-2,,139 1000 0001,2026年4月1日,阀门,,-50,");

        var first = await ImportScene.ImportAsync(Host, manager, file, "purchases");
        var second = await ImportScene.ImportAsync(Host, manager, file, "purchases");

        await using var db = ImportScene.Open(Host);
        var rows = await db.Purchases.Where(row => row.ImportBatchKey == first.Key).OrderBy(row => row.Reference).ToListAsync();
        Assert.Equal(
            [("O-1", new DateOnly(2026, 3, 15), 2m, 1380m), ("O-2", new DateOnly(2026, 4, 1), 1m, -50m)],
            rows.Select(row => (row.Reference, row.BoughtOn, row.Quantity, row.Amount)));
        Assert.Single(rows.Select(row => row.CustomerKey).Distinct());
        Assert.Equal((2, 0, 2), (first.RowsNew, second.RowsNew, second.RowsUnchanged));
    }

    [Fact]
    public async Task What_is_wrong_with_an_order_line_is_named()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8("编号,客户名称", "PU-2,错单公司"));
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(Headers, "X-0,PU-2,,2026-01-02,水泵,1,10,"), "purchases");

        var key = await ImportScene.PreviewAsync(Host, manager, ImportScene.Utf8(
            Headers, "X-1,PU-2,,昨天,水泵,1,10,", "X-2,PU-2,,2099-01-01,水泵,1,10,", "X-3,没有,,2026-01-02,水泵,1,10,",
            "X-4,PU-2,,2026-01-02,水泵,0,十,", "X-0,PU-2,,2026-01-02,水泵,1,11,", "X-5,PU-2,,2026-01-02,水泵,1,1,",
            "X-5,PU-2,,2026-01-02,水泵,1,1,"), "purchases");
        var page = await ImportScene.PageAsync(manager, key);

        Assert.All(
            ["Bought on: This is not a date", "Bought on: The date is before 1970 or still to come", "Customer number: This customer is not on file",
                "Quantity: The quantity is above 0", "Amount: This is not a number", "Order line: This order line is on file with other values",
                "Order line: The same as line 7."],
            sentence => Assert.Contains(sentence, page, StringComparison.Ordinal));
    }
}
