namespace CustomerFlow.Host.People;

internal static class PeopleFeature
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
    }
}
