namespace CustomerFlow.Host.Instances;

internal static class InstancesFeature
{
    public static void AddInstances(this WebApplicationBuilder builder)
    {
    }
}
