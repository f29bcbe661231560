using Microsoft.OpenApi;

namespace CustomerFlow.Host.Shared;

/// <summary>OpenAPI documents of the two interfaces for programs: <c>/openapi/api.json</c> and <c>/openapi/v2.json</c>.</summary>
internal static class ApiDocuments
{
    private const string Business = "api";
    private const string Engine = "v2";
    private const string Basic = "basic";

    public static void AddApiDocuments(this WebApplicationBuilder builder)
    {
        Add(builder.Services, Business, "CustomerFlow");
        Add(builder.Services, Engine, "CustomerFlow, workflow engine");
    }

    public static void MapApiDocuments(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    private static void Add(IServiceCollection services, string name, string title) => services.AddOpenApi(name, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith(name + "/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = title, Version = "1" };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Basic] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Basic };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Basic, document)] = [] }];
            return Task.CompletedTask;
        });
    });
}
