using System.Globalization;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>Runs searches as the caller may see the rows; totals count no other row either.</summary>
internal sealed class Searches(NpgsqlDataSource dataSource, CurrentPerson me)
{
    public const int PageSize = 100;

    /// <summary>Further rows are not counted, so that a search stays cheap however many there are.</summary>
    private const int CountedMax = 10_000;
    private const int OffsetMax = 100_000;

    public async Task<Results<Ok<SearchPage<T>>, ProblemHttpResult>> RunAsync<T>(
        SearchSource<T> source, SearchRequest? request, SearchBound bound, CancellationToken cancellationToken)
    {
        var page = request?.Page ?? new PageRequest();
        if (Problem(page) is { } problem) return EngineAnswers.Invalid(problem);
        var sort = SortSql.Of(request?.Sort ?? [], source.Key, source.Fields, page.Before is not null, out var sortProblem);
        if (sort is null) return EngineAnswers.Invalid(sortProblem!);
        var values = Values(bound);
        var filters = new FilterSql(source.Fields, source.AllowsOr, values);
        var where = $"({source.Where}) and ({bound.Condition}) and ({filters.Of(request?.Filter)})";
        if (filters.Problem is { } filterProblem) return EngineAnswers.Invalid(filterProblem);
        var beyond = "true";
        if ((page.After ?? page.Before) is { } cursor)
        {
            if (sort.Beyond(cursor, values) is not { } condition) return EngineAnswers.Invalid(SearchTexts.CursorNotValid);
            beyond = condition;
        }

        var (limit, from) = (page.Limit ?? PageSize, page.From ?? 0);
        var rows = string.Create(CultureInfo.InvariantCulture,
            $"""
            select {sort.Columns}, {source.Select} from {source.From} where {where} and {beyond}
            order by {sort.OrderBy} limit {limit} offset {from}
            """);
        var count = string.Create(CultureInfo.InvariantCulture,
            $"select count(*) from (select from {source.From} where {where} limit {CountedMax + 1}) counted");
        return TypedResults.Ok(await ReadAsync(source, sort, rows, count, values, cancellationToken));
    }

    /// <summary>One row, or null when there is none that the caller may see.</summary>
    public async Task<T?> FindAsync<T>(SearchSource<T> source, SearchBound bound, CancellationToken cancellationToken)
        where T : class
    {
        await using var command = dataSource.CreateCommand(
            $"select {source.Select} from {source.From} where ({source.Where}) and ({bound.Condition}) limit 1");
        Values(bound).CopyTo(command.Parameters);
        command.Parameters.AddEngineScope(me);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? source.Read(reader) : null;
    }

    /// <summary>The row of a key.</summary>
    public Task<T?> FindAsync<T>(SearchSource<T> source, long key, CancellationToken cancellationToken)
        where T : class => FindAsync(source, new SearchBound($"{source.Key.Sql} = @key", ("key", key)), cancellationToken);

    private async Task<SearchPage<T>> ReadAsync<T>(
        SearchSource<T> source, SortSql sort, string rows, string count, SqlValues values, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var sql in new[] { rows, count })
        {
            var command = new NpgsqlBatchCommand(sql);
            values.CopyTo(command.Parameters);
            command.Parameters.AddEngineScope(me);
            batch.BatchCommands.Add(command);
        }

        var found = new List<(T Item, string Cursor)>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var place = Enumerable.Range(0, sort.Count).Select(at => reader.IsDBNull(at) ? null : reader.GetString(at)).ToList();
            found.Add((source.Read(reader), sort.Write(place)));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var total = reader.GetInt64(0);
        if (sort.IsBackwards) found.Reverse();
        return new SearchPage<T>(
            [.. found.Select(row => row.Item)],
            new PageAnswer(
                Math.Min(total, CountedMax), total > CountedMax, found.Count == 0 ? null : found[0].Cursor,
                found.Count == 0 ? null : found[^1].Cursor));
    }

    private static string? Problem(PageRequest page)
    {
        if (page.Limit is < 1 or > RequestLimits.PageSizeMax) return SearchTexts.LimitNotValid.With(RequestLimits.PageSizeMax);
        if (page.From is < 0 or > OffsetMax) return SearchTexts.FromNotValid.With(OffsetMax);
        var places = new[] { page.From is not null, page.After is not null, page.Before is not null };
        return places.Count(given => given) > 1 ? SearchTexts.TwoPlaces : null;
    }

    private static SqlValues Values(SearchBound bound)
    {
        var values = new SqlValues();
        foreach (var (name, value) in bound.Values) values.AddNamed(name, value);
        return values;
    }
}
