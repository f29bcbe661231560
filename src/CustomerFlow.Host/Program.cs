using CustomerFlow.Host.Access;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Start;
using CustomerFlow.Host.Tasks;

var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddStart();
builder.AddAccess();
builder.AddTasks();
builder.AddInstances();
builder.AddCustomers();
builder.AddPeople();

var app = builder.Build();

app.UseShell();
app.MapShell();
app.MapStart();
app.MapAccess();

return await app.LaunchAsync();
