using CustomerFlow.Host.Access;

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
        services.AddSingleton<PersonContacts>();
        services.AddSingleton<LogContact>();
        services.AddSingleton<CompanyTime>();
        services.AddScoped<TaskContacts>();
        services.AddScoped<ComplaintFacts>();
        services.AddScoped<ComplaintQueries>();
        services.AddScoped<CallerSearch>();
        services.AddScoped<ComplaintDrafts>();
        services.AddScoped<IntakeFiling>();
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Work, 15, "/complaints/new", Icon.Complaint, IntakeTexts.Menu, Policies.Work, OnPhoneBar: true));
    }

    public static void MapComplaints(this WebApplication app) => app.MapComplaintsApi();
}
