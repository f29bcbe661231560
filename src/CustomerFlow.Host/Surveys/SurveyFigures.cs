using CustomerFlow.Data.Access;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerFlow.Host.Surveys;

/// <summary>Which surveys are looked at: those that were sent on these days.</summary>
internal sealed record SurveyFilter(DateOnly From, DateOnly Until, bool ByQuarter)
{
    public string? Occasion { get; init; }

    public string? Tier { get; init; }

    public string? Team { get; init; }
}

/// <summary>A figure and from how many answers it comes; there is none without.</summary>
internal sealed record Figure(decimal? Value, long Answers)
{
    /// <summary>Below so many answers a figure says more about chance, and about single people, than about us.</summary>
    public const int AnswersMin = 5;

    /// <summary>Null when too few have answered.</summary>
    public decimal? Shown => Answers >= AnswersMin ? Value : null;
}

/// <summary>The figures of one period, occasion, tier, team, or of everything.</summary>
internal sealed record SurveyLine(
    string Kind, string Id, long Sent, long Answered, Figure Satisfaction, Figure Recommendation, Figure Effort)
{
    /// <summary>In percent; null when nothing was sent.</summary>
    public decimal? Rate => Sent == 0 ? null : 100m * Answered / Sent;
}

/// <summary>How a question goes together with the overall satisfaction: near 1 it decides, near 0 it does not matter.</summary>
internal sealed record SurveyDriver(string Survey, string Question, Figure Correlation, decimal Mean, long InvitationKey);

/// <summary>Everything that the analysis shows in figures.</summary>
internal sealed record SurveyReport(SurveyLine All, ILookup<string, SurveyLine> Lines, IReadOnlyList<SurveyDriver> Drivers);

/// <summary>Computes the figures of surveys, within a scope.</summary>
internal sealed class SurveyFigures(NpgsqlDataSource dataSource, AccessScope scope, IOptions<AppOptions> app)
{
    public const string Everything = "all";
    public const string Period = "period";
    public const string Occasion = "occasion";
    public const string Tier = "tier";
    public const string Team = "team";

    private static readonly string[] Scales = [SurveyFields.Satisfaction, SurveyFields.Recommendation, SurveyFields.Effort];

    public async Task<SurveyReport> ReadAsync(SurveyFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var lines = new List<SurveyLine>();
        await using (var command = Command(SurveyFiguresSql.Groups, connection, filter))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) lines.Add(Line(reader));
        }

        var drivers = new List<SurveyDriver>();
        await using (var command = Command(SurveyFiguresSql.Drivers, connection, filter))
        {
            command.Parameters.AddWithValue("scales", Scales);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) drivers.Add(Driver(reader));
        }

        return new SurveyReport(
            lines.Single(line => line.Kind == Everything), lines.ToLookup(line => line.Kind, StringComparer.Ordinal), drivers);
    }

    private NpgsqlCommand Command(string sql, NpgsqlConnection connection, SurveyFilter filter)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddScope(scope);
        command.Parameters.AddWithValue("unit", filter.ByQuarter ? "quarter" : "month");
        command.Parameters.AddWithValue("zone", app.Value.TimeZone);
        command.Parameters.AddWithValue("since", app.Value.EndOf(filter.From.AddDays(-1)));
        command.Parameters.AddWithValue("before", app.Value.EndOf(filter.Until));
        command.Parameters.AddWithValue("occasion", (object?)filter.Occasion ?? DBNull.Value);
        command.Parameters.AddWithValue("tier", (object?)filter.Tier ?? DBNull.Value);
        command.Parameters.AddWithValue("team", (object?)filter.Team ?? DBNull.Value);
        return command;
    }

    private static SurveyLine Line(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), FigureAt(row, 4), FigureAt(row, 6), FigureAt(row, 8));

    private static Figure FigureAt(NpgsqlDataReader row, int column) =>
        new(row.IsDBNull(column) ? null : row.GetDecimal(column), row.GetInt64(column + 1));

    private static SurveyDriver Driver(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), new Figure(row.IsDBNull(2) ? null : (decimal)row.GetDouble(2), row.GetInt64(4)),
        (decimal)row.GetDouble(3), row.GetInt64(5));
}
