using Microsoft.AspNetCore.WebUtilities;

namespace CustomerFlow.Host.Shared;

/// <summary>The links below a list. They keep the list's own query, such as the search.</summary>
internal sealed record PagerModel(HttpRequest Request, string? Next)
{
    public const string Parameter = "after";

    // A list that answers a refused click stands at the address of that click; its pages are read, not clicked again.
    private const string Handler = "handler";

    public bool HasPrevious => Request.Query.ContainsKey(Parameter);

    public string Address(string? after)
    {
        var query = Request.Query.Where(pair => pair.Key is not (Parameter or Handler))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))
            .Append(KeyValuePair.Create(Parameter, after))
            .Where(pair => !string.IsNullOrEmpty(pair.Value));
        return QueryHelpers.AddQueryString(Request.Path, query);
    }
}
