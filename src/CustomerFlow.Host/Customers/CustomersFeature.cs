using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Customers;

/// <summary>The customer file: companies, people, what happened with them.</summary>
internal static class CustomersFeature
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CustomerQueries>();
        builder.Services.AddScoped<CustomerSearch>();
        builder.Services.AddScoped<ContactSearch>();
        builder.Services.AddScoped<CustomerTimeline>();
        builder.Services.AddScoped<ChangeCustomer>();
        builder.Services.AddScoped<ChangeContact>();
        builder.Services.AddScoped<ContactMarks>();
        builder.Services.AddScoped<CustomerExport>();
        builder.Services.AddScoped<ChangePurchases>();
        builder.Services.AddScoped<DuplicateQueries>();
        builder.Services.AddScoped<MergeCustomers>();
        builder.Services.AddSingleton<CustomerNumbers>();
        builder.Services.AddSingleton(new NavigationEntry(
            NavigationGroup.Customers, 10, "/customers", Icon.Customers, CustomerTexts.Customers, Policies.ReadCases, OnPhoneBar: true));
    }

    public static void MapCustomers(this WebApplication app) => app.MapCustomersApi();
}
