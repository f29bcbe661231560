using Microsoft.EntityFrameworkCore.Migrations;

namespace CustomerFlow.Data.Migrations.Sql;

/// <summary>What EF cannot describe: views and triggers. A migration that is generated anew needs one call, at the end of Up.</summary>
internal static class DatabaseSql
{
    /// <summary>In the order in which they must run.</summary>
    private static readonly string[] Files = ["engine.sql", "hidden_case.sql", "audit.sql", "transfer.sql"];

    public static void Apply(MigrationBuilder migrationBuilder)
    {
        foreach (var file in Files)
        {
            using var stream = typeof(DatabaseSql).Assembly.GetManifestResourceStream(file)
                ?? throw new InvalidOperationException($"The assembly lacks the SQL file {file}.");
            using var reader = new StreamReader(stream);
            migrationBuilder.Sql(reader.ReadToEnd());
        }
    }
}
