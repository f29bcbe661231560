using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>One kind of row that can be searched: its SQL, its fields, and how a row is read.</summary>
/// <param name="Select">The columns that <paramref name="Read"/> reads, in order.</param>
/// <param name="From">Tables and joins.</param>
/// <param name="Where">What the caller may see; never empty.</param>
/// <param name="Key">The field that tells rows apart.</param>
/// <param name="Fields">What can be filtered and sorted by.</param>
/// <param name="Read">Reads one row.</param>
internal sealed record SearchSource<T>(
    string Select, string From, string Where, SearchField Key, IReadOnlyList<SearchField> Fields, Func<NpgsqlDataReader, T> Read)
{
    /// <summary>Whether filters may branch with <c>$or</c>.</summary>
    public bool AllowsOr { get; init; }
}

/// <summary>A bound that the address sets, such as the task whose variables are asked for.</summary>
internal sealed record SearchBound(string Condition, params (string Name, object Value)[] Values)
{
    public static readonly SearchBound None = new("true");

    public SearchBound And(SearchBound other) => new($"{Condition} and {other.Condition}", [.. Values, .. other.Values]);
}
