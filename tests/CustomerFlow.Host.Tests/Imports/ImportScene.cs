using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Host.Imports;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Imports;

/// <summary>Somebody at the page for imports, with a file.</summary>
internal static partial class ImportScene
{
    private const string Page = "/customers/import";

    public static CustomerFlowDb Open(TestHost host) => host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    /// <summary>Signs somebody in who reads English.</summary>
    public static async Task<HttpClient> EnglishAsync(TestHost host, string username)
    {
        var visitor = await host.SignedInAsync(username);
        (await TestHost.PostFormAsync(visitor, "/account", "/language", ("language", "en"), ("returnUrl", "/account"))).Dispose();
        return visitor;
    }

    /// <summary>Sends a file as the form does; the answer as it came.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient visitor, byte[] content, string kind = "customers", string fileName = "file.csv", string? token = null)
    {
        var page = await visitor.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "Kind" },
            { new StringContent(token ?? FormName().Match(page).Groups[1].Value), "Token" },
            { new StringContent(Forgery().Match(page).Groups[1].Value), "__RequestVerificationToken" },
            { new ByteArrayContent(content), "File", fileName },
        };
        return await visitor.PostAsync(new Uri(Page, UriKind.Relative), form);
    }

    /// <summary>Uploads a file that is taken.</summary>
    public static async Task<long> UploadAsync(HttpClient visitor, byte[] content, string kind = "customers", string fileName = "file.csv")
    {
        using var answer = await SendAsync(visitor, content, kind, fileName);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return KeyOf(answer);
    }

    public static long KeyOf(HttpResponseMessage answer) =>
        long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);

    /// <summary>Uploads, has it checked with the columns as they were recognised, and waits for the preview.</summary>
    public static async Task<long> PreviewAsync(TestHost host, HttpClient visitor, byte[] content, string kind = "customers")
    {
        var key = await UploadAsync(visitor, content, kind);
        await CheckAsync(host, visitor, key);
        return key;
    }

    public static async Task CheckAsync(TestHost host, HttpClient visitor, long key)
    {
        var batch = await BatchAsync(host, key);
        using var answer = await TestHost.PostFormAsync(
            visitor, $"{Page}/{key}", $"{Page}/{key}?handler=Check", [.. batch.Columns.Select(column => ("columns", column))]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await UntilAsync(host, key, "ready");
    }

    public static async Task<ImportBatch> ImportAsync(
        TestHost host, HttpClient visitor, byte[] content, string kind = "customers", bool updates = true)
    {
        var key = await PreviewAsync(host, visitor, content, kind);
        await RunAsync(visitor, key, updates);
        return await UntilAsync(host, key, "done");
    }

    public static async Task RunAsync(HttpClient visitor, long key, bool updates = true) =>
        (await TestHost.PostFormAsync(
            visitor, $"{Page}/{key}", $"{Page}/{key}?handler=Run", ("updates", updates ? "true" : "false"))).Dispose();

    public static async Task CancelAsync(HttpClient visitor, long key) =>
        (await TestHost.PostFormAsync(visitor, $"{Page}/{key}", $"{Page}/{key}?handler=Cancel")).Dispose();

    public static async Task<string> PageAsync(HttpClient visitor, long key, string query = "") =>
        WebUtility.HtmlDecode(await visitor.GetStringAsync(new Uri($"{Page}/{key}{query}", UriKind.Relative)));

    public static async Task<ImportBatch> BatchAsync(TestHost host, long key)
    {
        await using var db = Open(host);
        return await db.ImportBatches.AsNoTracking().SingleAsync(batch => batch.Key == key);
    }

    public static async Task<ImportBatch> UntilAsync(TestHost host, long key, string state)
    {
        await Until.TrueAsync(
            async () => (await BatchAsync(host, key)).State is var now && (now == state || now is "failed" or "cancelled" or "done"),
            $"the import is {state}");
        var batch = await BatchAsync(host, key);
        Assert.Equal(state, batch.State);
        return batch;
    }

    /// <summary>A file written by our own writer of Excel files.</summary>
    public static async Task<byte[]> SheetAsync(params string[][] rows)
    {
        using var stream = new MemoryStream();
        await using (var sheet = await SheetLines.StartAsync(stream, CancellationToken.None))
        {
            foreach (var row in rows) await sheet.WriteAsync(row, CancellationToken.None);
        }

        return stream.ToArray();
    }

    [GeneratedRegex("name=\"Token\" value=\"([^\"]+)\"")]
    public static partial Regex FormName();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();
}
