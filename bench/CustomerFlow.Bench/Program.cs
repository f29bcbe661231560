using System.Globalization;
using CustomerFlow.Bench;

// Everything in one run on one PostgreSQL: short rounds in turn, medians, ratios. Nothing here is a test.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var plan = BenchPlan.From(args);
var report = new Report();
await using var server = await BenchServer.StartAsync(plan);

MemoryBench.Run(plan, report);
await StepBench.RunAsync(server, plan, report);
await TimerBench.RunAsync(server, plan, report);
await HistoryBench.RunAsync(server, plan, report);
await HostBench.RunAsync(server, plan, report);
report.Print();
