using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>Collects what callers gave, so that it reaches the database as parameters only.</summary>
internal sealed class SqlValues
{
    private readonly List<(string Name, object Value, NpgsqlDbType? Type)> values = [];

    /// <summary>Remembers a value and returns the SQL that stands for it.</summary>
    public string Add(object value, NpgsqlDbType type)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{values.Count}");
        values.Add((name, value, type));
        return "@" + name;
    }

    public void AddNamed(string name, object value) => values.Add((name, value, null));

    // A parameter belongs to one command; a page and its total are two.
    public void CopyTo(NpgsqlParameterCollection parameters)
    {
        foreach (var (name, value, type) in values)
        {
            if (type is { } known) parameters.Add(new NpgsqlParameter(name, known) { Value = value });
            else parameters.AddWithValue(name, value);
        }
    }
}
