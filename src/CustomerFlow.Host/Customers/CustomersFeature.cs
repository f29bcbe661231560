namespace CustomerFlow.Host.Customers;

internal static class CustomersFeature
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
    }
}
