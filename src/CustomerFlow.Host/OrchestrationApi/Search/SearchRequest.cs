using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>What a search asks for: <c>{filter, sort, page}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SearchRequest(JsonElement? Filter = null, IReadOnlyList<SortRequest>? Sort = null, PageRequest? Page = null);

/// <summary>One field to sort by, <c>ASC</c> unless told.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SortRequest(string? Field = null, string? Order = null);

/// <summary>Which page: from a row number, after a cursor, or before one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PageRequest(int? Limit = null, int? From = null, string? After = null, string? Before = null);

/// <summary>Some rows, and how to get the others.</summary>
internal sealed record SearchPage<T>(IReadOnlyList<T> Items, PageAnswer Page);

/// <summary>How many rows there are, counted up to a limit, and where this page begins and ends.</summary>
internal sealed record PageAnswer(long TotalItems, bool HasMoreTotalItems, string? StartCursor, string? EndCursor);
