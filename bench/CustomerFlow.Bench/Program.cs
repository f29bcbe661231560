using System.Globalization;
using CustomerFlow.Bench;

// Everything in one run on one PostgreSQL: short rounds in turn, medians, ratios. Nothing here is a test.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var plan = BenchPlan.From(args);
var report = new Report();
await using var server = await BenchServer.StartAsync(plan);

if (plan.Includes("memory")) MemoryBench.Run(plan, report);
// The others stand on its process and compare with its baseline.
await StepBench.RunAsync(server, plan, report);
if (plan.Includes("timers")) await TimerBench.RunAsync(server, plan, report);
if (plan.Includes("history")) await HistoryBench.RunAsync(server, plan, report);
if (plan.Includes("host")) await HostBench.RunAsync(server, plan, report);
report.Print();
