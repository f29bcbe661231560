using System.Globalization;
using System.Net;
using System.Text;
using CustomerFlow.Data.Protection;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Imports;

/// <summary>Customers and contacts come from a file: what is new, what is known, what is wrong.</summary>
public sealed class CustomerImportTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Headers = "客户编号,客户名称,类型,等级,联系人,手机,邮箱";

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Customers_and_their_people_come_on_file_with_their_source()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");

        var batch = await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            Headers, "IM-1,导入一公司,企业,高价值,王一,139 2000 0001,w1@example.com", "IM-1,导入一公司,,,李二,13920000002,"));

        await using var db = ImportScene.Open(Host);
        var row = await db.Customers.Include(customer => customer.Contacts).SingleAsync(customer => customer.Number == "IM-1");
        Assert.Equal(("导入一公司", "high", "import", batch.Key), (row.Name, row.Tier, row.Source, row.ImportBatchKey));
        Assert.Null(row.VerifiedAt);
        var keys = await Host.Services.GetRequiredService<SubjectKeys>()
            .OpenManyAsync(db, [.. row.Contacts.Select(contact => contact.Key)], CancellationToken.None);
        Assert.Equal(
            ["13920000002", "139 2000 0001"],
            row.Contacts.OrderByDescending(contact => contact.Name == "李二").Select(contact => ContactVault.Read(contact, keys[contact.Key]).Phone));
        Assert.Contains(await db.RecordFields.Where(field => field.RecordKey == row.Key).ToListAsync(), field => field.Field == "name");
    }

    [Fact]
    public async Task Every_bad_line_is_named_with_field_and_reason_in_the_readers_language()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");

        var key = await ImportScene.PreviewAsync(Host, manager, ImportScene.Utf8(
            Headers, "BAD-1,好公司,企业,普通,甲,13930000001,", "BAD-2,坏等级公司,企业,超级,乙,13930000002,", "BAD-3,,企业,普通,丙,13930000003,",
            ",坏电话公司,企业,普通,丁,12,不是邮箱", ",重复公司,企业,普通,戊,139-3000-0001,", "K-2026-999999,编号公司,企业,普通,,,",
            "BAD-4,缺地址公司,企业,普通,己,,"));
        var english = await ImportScene.PageAsync(manager, key);
        (await TestHost.PostFormAsync(manager, "/account", "/language", ("language", "zh"), ("returnUrl", "/account"))).Dispose();
        var chinese = await ImportScene.PageAsync(manager, key, "?show=bad");

        Assert.Equal((1, 6), (await ImportScene.BatchAsync(Host, key) is var batch ? batch.RowsNew : 0, batch.RowsBad));
        Assert.All(
            ["Line 3", "Tier: Write one of: high value, normal, low value.", "Line 4", "Customer name: Enter a name.", "Line 5",
                "Phone: The phone number is not complete.", "E-mail: The e-mail address is not valid.", "Phone: The same as line 2.",
                "Customer number: There is no customer with this number.", "Phone: Enter at least one of phone, e-mail and message app."],
            sentence => Assert.Contains(sentence, english, StringComparison.Ordinal));
        Assert.Contains("客户等级：可以填写：高价值、普通、低价值。", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_on_file_is_recognised_and_brought_up_to_date_or_skipped_as_chosen()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            Headers, "UP-1,已有公司,企业,普通,赵一,13940000001,old@example.com", "UP-2,另一已有公司,企业,普通,赵二,13940000002,"));
        var changed = ImportScene.Utf8(
            Headers, ",已有公司,企业,高价值,赵一,+86 139 4000 0001,new@example.com", "UP-2,另一已有公司,企业,普通,赵二,13940000002,");

        var preview = await ImportScene.PreviewAsync(Host, manager, changed);
        var page = await ImportScene.PageAsync(manager, preview);
        var skipped = await ImportScene.ImportAsync(Host, manager, changed, updates: false);
        await using var db = ImportScene.Open(Host);
        var before = (await db.Customers.AsNoTracking().SingleAsync(row => row.Number == "UP-1")).Tier;
        var updated = await ImportScene.ImportAsync(Host, manager, changed);

        Assert.Contains("on file, recognised by Phone", page, StringComparison.Ordinal);
        Assert.Contains("changes: Tier, Phone, E-mail", page, StringComparison.Ordinal);
        Assert.Equal((0, 2, 0, "normal"), (skipped.RowsChanged, skipped.RowsSkipped, skipped.RowsUnchanged, before));
        Assert.Equal((1, 1), (updated.RowsChanged, updated.RowsUnchanged));
        var row = await db.Customers.AsNoTracking().Include(customer => customer.Contacts).SingleAsync(row => row.Number == "UP-1");
        Assert.Equal(("high", 1), (row.Tier, row.Contacts.Count));
    }

    [Fact]
    public async Task An_address_of_another_customer_is_refused_and_so_is_one_out_of_sight()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(Headers, "OT-1,原公司,企业,普通,孙一,13950000001,"));

        var key = await ImportScene.PreviewAsync(Host, manager, ImportScene.Utf8(Headers, ",新公司,企业,普通,孙一,13950000001,"));

        Assert.Contains(
            "Phone: This phone or e-mail is on file with another customer", await ImportScene.PageAsync(manager, key),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_about_a_merged_record_is_about_the_one_that_stayed()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            Headers, "ME-1,留下公司,企业,普通,郑一,13990000001,", "ME-2,并入公司,企业,普通,郑二,13990000002,"));
        await using var db = ImportScene.Open(Host);
        var kept = await db.Customers.Where(row => row.Number == "ME-1").Select(row => row.Key).SingleAsync();
        await db.Customers.Where(row => row.Number == "ME-2")
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.MergedIntoKey, kept));

        var batch = await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            "客户编号,等级,联系人,手机", "ME-2,高价值,郑二,13990000002"));

        Assert.Equal(1, batch.RowsChanged);
        Assert.Equal("high", (await db.Customers.AsNoTracking().SingleAsync(row => row.Key == kept)).Tier);
    }

    [Fact]
    public async Task Marks_and_withdrawn_consents_survive_an_import()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8("编号,客户名称,联系人,手机,同意接收", "DN-1,勿扰导入公司,周一,13960000001,营销信息"));
        await using var db = ImportScene.Open(Host);
        var contact = await db.Contacts.AsTracking().Include(row => row.Consents).SingleAsync(row => row.Name == "周一");
        contact.Consents.Single().WithdrawnAt = DateTimeOffset.UnixEpoch;
        await db.SaveChangesAsync();
        using var marked = await TestHost.PostFormAsync(
            manager, $"/contacts/{contact.Key}", $"/contacts/{contact.Key}?handler=Mark", ("channel", "phone"), ("purpose", "all"));

        await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            "编号,客户名称,联系人,手机,邮箱,同意接收", "DN-1,勿扰导入公司,周一,13960000001,zhou@example.com,营销信息"));

        var page = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/contacts/{contact.Key}", UriKind.Relative)));
        Assert.Contains("not by phone (all purposes)", page, StringComparison.Ordinal);
        Assert.NotNull((await db.ContactConsents.AsNoTracking().SingleAsync(row => row.ContactKey == contact.Key)).WithdrawnAt);
    }

    [Fact]
    public async Task The_refused_lines_come_back_as_a_file_that_can_be_sent_again()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        var batch = await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            Headers, "RF-1,退回公司,企业,普通,吴一,+86 13970000001,", "RF-2,=cmd|'/c calc'!A0,企业,超级,吴二,+8613970000002,"));

        var file = await manager.GetStringAsync(new Uri($"/customers/import/{batch.Key}?handler=Refused", UriKind.Relative));
        var again = await ImportScene.ImportAsync(
            Host, manager, Encoding.UTF8.GetBytes(file.Replace("超级", "普通", StringComparison.Ordinal)));

        Assert.Contains("RF-2,'=cmd|'/c calc'!A0,企业,超级,吴二,'+8613970000002", file, StringComparison.Ordinal);
        Assert.Contains("Tier: Write one of", file, StringComparison.Ordinal);
        Assert.DoesNotContain("RF-1", file, StringComparison.Ordinal);
        Assert.Equal(1, again.RowsNew);
        await using var db = ImportScene.Open(Host);
        Assert.Equal("=cmd|'/c calc'!A0", (await db.Customers.SingleAsync(row => row.Number == "RF-2")).Name);
    }

    [Fact]
    public async Task A_colleague_checks_a_sample_and_the_importer_cannot()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");
        using var admin = await Host.SignedInAsync("admin");
        var batch = await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8(
            ["编号,客户名称", .. Enumerable.Range(0, 8).Select(number => $"SA-{number},抽样公司{number}")]));
        var page = $"/customers/import/{batch.Key}";
        await using var db = ImportScene.Open(Host);
        var keys = await db.Customers.Where(row => row.ImportBatchKey == batch.Key).Select(row => row.Key).ToListAsync();
        (string, string)[] all = [("agrees", "true"), .. keys.Select(key => ("compared", key.ToString(CultureInfo.InvariantCulture)))];

        (await TestHost.PostFormAsync(manager, page, page + "?handler=Sample", all)).Dispose();
        var own = await db.Customers.CountAsync(row => row.ImportBatchKey == batch.Key && row.VerifiedAt != null);
        (await TestHost.PostFormAsync(admin, page, page + "?handler=Sample", ("agrees", "true"))).Dispose();
        var unticked = await db.Customers.CountAsync(row => row.ImportBatchKey == batch.Key && row.VerifiedAt != null);
        (await TestHost.PostFormAsync(admin, page, page + "?handler=Sample", all)).Dispose();

        Assert.Equal((0, 0), (own, unticked));
        Assert.Equal(8, await db.Customers.CountAsync(row => row.ImportBatchKey == batch.Key && row.VerifiedAt != null));
        Assert.Equal("passed", (await ImportScene.BatchAsync(Host, batch.Key)).SampleResult);
    }

    [Fact]
    public async Task Nothing_of_a_finished_import_waits_any_longer_and_its_key_is_gone()
    {
        using var manager = await ImportScene.EnglishAsync(Host, "manager");

        var batch = await ImportScene.ImportAsync(Host, manager, ImportScene.Utf8("编号,客户名称", "GO-1,不留公司"));

        await using var db = ImportScene.Open(Host);
        Assert.False(await db.ImportRows.AnyAsync(row => row.BatchKey == batch.Key));
        Assert.Null((await db.SubjectKeys.SingleAsync(row => row.Subject == batch.Key)).Wrapped);
        var noted = await db.AuditEntries.SingleAsync(
            row => row.Action == "import" && row.RowKey == batch.Key.ToString(CultureInfo.InvariantCulture));
        Assert.StartsWith("person:", noted.Actor, StringComparison.Ordinal);
        Assert.DoesNotContain("不留", noted.Changes, StringComparison.Ordinal);
    }
}
