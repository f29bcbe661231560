using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Allocation;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Demo;
using CustomerFlow.Host.Imports;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.OrchestrationApi;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Public;
using CustomerFlow.Host.Records;
using CustomerFlow.Host.Start;
using CustomerFlow.Host.Studio;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Host.Tasks;

namespace CustomerFlow.Host;

/// <summary>The table of contents: every feature adds its services and maps its addresses here, and nowhere else.</summary>
internal static class Program
{
    public static WebApplication Compose(WebApplicationBuilder builder, DatabaseServer database)
    {
        builder.Services.AddData(builder.Configuration, database, builder.Environment.IsDevelopment());
        builder.Services.AddWorkflows();
        builder.Services.AddWorkflowLoops();
        builder.AddShell();
        builder.AddStart(database);
        builder.AddAccess();
        builder.AddDefinitions();
        builder.AddMail();
        builder.Services.AddCaseSteps();
        builder.AddTasks();
        builder.AddInstances();
        builder.AddCustomers();
        builder.AddAllocation();
        builder.AddRecords();
        builder.AddImports();
        builder.AddComplaints();
        builder.AddPublic();
        builder.AddSurveys();
        builder.AddPeople();
        builder.AddStudio();
        builder.AddOrchestrationApi();
        builder.AddApiDocuments();
        builder.AddJobs();
        builder.AddDemo();

        var app = builder.Build();

        app.UseShell();
        app.UseDemo();
        app.MapShell();
        app.MapStart();
        app.MapAccess();
        app.MapMail();
        app.MapInstances();
        app.MapStudio();
        app.MapCustomers();
        app.MapComplaints();
        app.MapOrchestrationApi();
        app.MapApiDocuments();
        return app;
    }

    private static Task<int> Main(string[] args) => Launch.RunAsync(args);
}
