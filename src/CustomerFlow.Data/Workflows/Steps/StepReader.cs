using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Steps;

/// <summary>What the reading half of an inline step may use: the database as this transaction sees it, and numbers for cases.</summary>
/// <param name="db">On the turn's connection and transaction.</param>
/// <param name="numbers">Where case numbers come from.</param>
public sealed class StepReader(CustomerFlowDb db, CaseNumbers numbers)
{
    /// <summary>The database on the turn's own connection, earlier changes of the turn included.</summary>
    public CustomerFlowDb Db { get; } = db;

    /// <summary>The next number of a series, such as <c>C-2026-000412</c>.</summary>
    /// <param name="letter">One to three letters that name the type of case.</param>
    /// <param name="year">The year in the company's time zone.</param>
    /// <param name="cancellationToken">Gives up; a number may be lost, gaps are allowed.</param>
    public Task<string> NextNumberAsync(string letter, int year, CancellationToken cancellationToken) =>
        numbers.NextAsync(letter, year, cancellationToken);
}

/// <summary>Numbers for people, counted per letter and year by a sequence each, so that two new cases never wait for each other.</summary>
public sealed partial class CaseNumbers(NpgsqlDataSource dataSource)
{
    /// <summary>The next number; gaps are allowed, repetition is not.</summary>
    public async Task<string> NextAsync(string letter, int year, CancellationToken cancellationToken) =>
        (await NextManyAsync(letter, year, 1, cancellationToken))[0];

    /// <summary>The next numbers, as many as are asked for in one visit.</summary>
    public async Task<IReadOnlyList<string>> NextManyAsync(string letter, int year, int count, CancellationToken cancellationToken)
    {
        if (!Letters().IsMatch(letter)) throw new ArgumentException("One to three capital letters.", nameof(letter));
        var name = string.Create(CultureInfo.InvariantCulture, $"customerflow.case_number_{letter.ToLowerInvariant()}_{year}");
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var numbers = await TryNextAsync(connection, name, count, cancellationToken);
        if (numbers is null)
        {
            await using var create = new NpgsqlCommand($"create sequence if not exists {name}", connection);
            try
            {
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException exception) when (
                exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable)
            {
                // Another case of the new year was first, to the millisecond.
            }

            numbers = await TryNextAsync(connection, name, count, cancellationToken)
                ?? throw new InvalidOperationException($"The sequence {name} is missing.");
        }

        return [.. numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{letter}-{year}-{number:D6}"))];
    }

    private static async Task<long[]?> TryNextAsync(
        NpgsqlConnection connection, string name, int count, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand(
            """
            select case when to_regclass($1) is not null
              then array(select nextval(to_regclass($1)) from generate_series(1, $2)) end
            """,
            connection)
        {
            Parameters = { new() { Value = name }, new() { Value = count } },
        };
        return await exists.ExecuteScalarAsync(cancellationToken) as long[];
    }

    [GeneratedRegex("^[A-Z]{1,3}$")]
    private static partial Regex Letters();
}
