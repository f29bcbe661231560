using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Customers;

/// <summary>Customers to look up; changing them comes with the customer records.</summary>
internal static class CustomersFeature
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CustomerQueries>();
        builder.Services.AddSingleton(new NavigationEntry(
            NavigationGroup.Customers, 10, "/customers", Icon.Customers, CustomerTexts.Customers, Policies.ReadCases, OnPhoneBar: true));
    }
}
