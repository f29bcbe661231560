using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Tasks;

/// <summary>The inbox and the page of one task.</summary>
internal static class TasksFeature
{
    public static void AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<TaskQueries>();
        builder.Services.AddScoped<TaskForms>();
        builder.Services.AddScoped<TaskActions>();
        builder.Services.AddSingleton(new NavigationEntry(
            NavigationGroup.Work, 10, "/tasks", Icon.Tasks, TaskTexts.Inbox, Policies.Work, OnPhoneBar: true));
    }
}
