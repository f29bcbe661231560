namespace CustomerFlow.Bench;

/// <summary>Whether a step grows slower with the number of finished cases. Only here are rows inserted instead of run.</summary>
internal static class HistoryBench
{
    private const long FirstKey = 5_000_000;

    public static async Task RunAsync(BenchServer server, BenchPlan plan, Report report)
    {
        var steps = new StepBench.Steps(server, plan);
        List<double> without = [], with = [];
        await RoundsAsync(without);
        await InsertFinishedAsync(server, plan.FinishedCases);
        await RoundsAsync(with);
        report.Add(
            $"step time with {plan.FinishedCases:N0} finished cases / with none", $"{Measure.Median(without) / Measure.Median(with):0.00}", "≤ 1.2");

        async Task RoundsAsync(List<double> rates)
        {
            for (var round = 0; round < plan.Rounds; round++)
            {
                await steps.RefillAsync();
                rates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, steps.OnceAsync));
            }
        }
    }

    // Copies of one real case: its instance, four ended tasks, its turns and its history.
    private static async Task InsertFinishedAsync(BenchServer server, int cases)
    {
        await server.ExecuteAsync(
            $"""
            create table bench.sample as select instance_key as key from customerflow.user_task where process_id = 'steps' and state = 2 limit 1;
            {Copy("instance", "x.key = s.key", "'key', n.key, 'status', 3, 'ended_at', now()", 1, cases)};
            {Copy("user_task", "x.instance_key = s.key and x.state = 2", "'key', n.key, 'instance_key', n.key, 'element_instance_key', n.key", 1, cases)};
            {Copy("turn_log", "x.instance_key = s.key and x.revision <= 4", "'instance_key', n.key", 4, cases)};
            {Copy("element_event", "x.instance_key = s.key", "'instance_key', n.key, 'element_instance_key', n.key", 12, cases)};
            analyze
            """);
    }

    private static string Copy(string table, string condition, string changes, int rows, int cases) =>
        $"""
        insert into customerflow.{table} overriding system value
        select (jsonb_populate_record(null::customerflow.{table}, o.row || jsonb_build_object({changes}))).*
        from generate_series({FirstKey}, {FirstKey + cases - 1}) as n (key),
            (select to_jsonb(x) as row from customerflow.{table} x, bench.sample s where {condition} limit {rows}) o
        """;
}
