using System.Net.Mime;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerFlow.Host.Studio;

/// <summary>The workbench of process owners: change a workflow as a draft, check it, publish it, go back.</summary>
internal static class StudioFeature
{
    public static void AddStudio(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<StudioQueries>();
        builder.Services.AddScoped<DraftEditing>();
        builder.Services.AddScoped<DraftPublishing>();
        builder.Services.AddSingleton<MailPreviews>();
        builder.Services.AddSingleton(new NavigationEntry(
            NavigationGroup.Improve, 10, "/studio", Icon.Flow, StudioTexts.Workflows, Policies.Design, OnPhoneBar: true));
    }

    public static void MapStudio(this WebApplication app) =>
        app.MapGet("/studio/templates", Templates).RequireAuthorization(Policies.Design);

    /// <summary>What the flow editor offers for the product's own steps, in the reader's language.</summary>
    private static Results<PhysicalFileHttpResult, NotFound> Templates()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "workflows", $"element-templates.{Languages.Code(Languages.Current)}.json");
        return File.Exists(path) ? TypedResults.PhysicalFile(path, MediaTypeNames.Application.Json) : TypedResults.NotFound();
    }
}
