namespace CustomerFlow.Host.Complaints;

/// <summary>Complaints: taking them in and looking them up. What happens in between is the workflow's.</summary>
internal static class ComplaintsFeature
{
    public static void AddComplaints(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Complainants>();
        services.AddSingleton<RepeatedRequests>();
        services.AddSingleton<OpenComplaint>();
        services.AddSingleton<CaseInteractions>();
        services.AddScoped<ComplaintQueries>();
    }

    public static void MapComplaints(this WebApplication app) => app.MapComplaintsApi();
}
