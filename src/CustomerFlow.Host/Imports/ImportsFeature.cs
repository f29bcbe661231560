using System.Text;
using CustomerFlow.Host.Jobs;

namespace CustomerFlow.Host.Imports;

/// <summary>Customers, contacts and purchases from files.</summary>
internal static class ImportsFeature
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        // Spreadsheets and CSV from Chinese Windows are not in UTF-8.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var services = builder.Services;
        services.AddScoped<ImportBatches>();
        services.AddScoped<ImportQueries>();
        services.AddScoped<SampleCheck>();
        services.AddSingleton<ImportWork>();
        services.AddHostedService<ImportLoop>();
        services.AddSingleton(new JobFunction("import-leftovers", async (provider, _, token) =>
            [new(JobFigure.Closed, await provider.GetRequiredService<ImportWork>().ForgetAsync(token))]));
    }
}
