namespace CustomerFlow.Host.Tasks;

internal static class TasksFeature
{
    public static void AddTasks(this WebApplicationBuilder builder)
    {
    }
}
